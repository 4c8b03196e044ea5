/** What only the thumbs below an answer say; they bring these words along. */
export const rate = {
  rate: 'Did this help?',
  rate_up: 'This helped',
  rate_down: 'This did not help',
  rate_what: 'What was missing or wrong?',
  rate_send: 'Send',
  rate_thanks: 'Thank you. The team reads it.',
}
