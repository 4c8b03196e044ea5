/** The end of a shift. */
export const shift = {
  'shift.open': 'End my shift',
  'shift.title': 'End your shift',
  'shift.lead':
    'Say where each conversation that you hold goes. After that you take none until you turn it on again.',
  'shift.none': 'You hold no conversation. After this you take none until you turn it on again.',
  'shift.failed': 'Your conversations could not be loaded',
  'shift.all': 'All of them',
  'shift.each': 'Each by itself',
  'shift.choose': 'Choose where it goes',
  'shift.where': 'Where {name} goes',
  'shift.snoozed': 'Snoozed',
  'shift.assistant': 'To the assistant',
  'shift.colleague': 'To {name}',
  'shift.offline': 'To {name}, offline',
  'shift.park': 'Back to Waiting',
  'shift.keep': 'Stays with me',
  'shift.order': 'An order for the assistant, if you like',
  'shift.word': 'A word to {name}, if you like',
  'shift.cancel': 'Cancel',
  'shift.end': 'End my shift',
  'shift.again': 'Try these again',
  'shift.some': {
    one: '{n} conversation stayed with you. The others went where you said, and you take none any more.',
    other: '{n} conversations stayed with you. The others went where you said, and you take none any more.',
  },
  'shift.notBack': {
    one: '{n} conversation did not come back: somebody else has it.',
    other: '{n} conversations did not come back: somebody else has them.',
  },
  'shift.done': 'Your shift is over',
  'shift.doneDetail': { one: '{n} conversation was let go of.', other: '{n} conversations were let go of.' },
} as const
