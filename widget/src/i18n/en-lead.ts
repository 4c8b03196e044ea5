/** What only the lead form says; it brings these words along. */
export const lead = {
  consent: 'You may contact me about this.',
  send_details: 'Send my details',
  sending_details: 'Sending',
  sent: 'Thank you. We will get back to you.',
  sent_to: 'Thank you. We will write to {email}.',
  optional: 'optional',
  choose: 'Choose',
  required: 'Please fill this in.',
  bad_email: 'This does not look like an email address.',
  bad_phone: 'This does not look like a phone number.',
  bad_number: 'Please enter a number.',
  bad_choice: 'Please choose one of the answers.',
  too_long: 'That is too long.',
  need_consent: 'We need your permission to contact you.',
  form_failed: 'Could not be sent. What you entered is still here, please try again.',
  cancel: 'Not now',
}
