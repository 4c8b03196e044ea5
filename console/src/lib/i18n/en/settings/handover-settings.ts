export const handoverSettings = {
  'grace.lead': 'What becomes of a conversation whose holder is gone.',
  'grace.failed': 'This could not be loaded',
  'grace.on': 'Give it back to the team',
  'grace.onHint':
    'A teammate who holds a conversation and is gone loses it while the visitor waits for an answer. It goes back to Waiting, at the place that it had.',
  'grace.after': 'After this many minutes',
  'grace.afterHint': '1 to 1440. Anyone with a console open counts as there.',
  'grace.saved': {
    one: 'It goes back to Waiting after {n} minute',
    other: 'It goes back to Waiting after {n} minutes',
  },
  'grace.off': 'Conversations stay with whoever holds them',
} as const
