/** Replies that are written now and sent later. */
export const scheduled = {
  'later.title': 'Send later',
  'later.lead':
    'It is sent as yours while you hold the conversation. If {name} writes before, it is not sent and waits here for you. Mornings begin at 9:00 by your workspace’s clock.',
  'later.set': 'Schedule',
  'later.resolve': 'Close the conversation with it',
  'later.done': 'Scheduled for {when}',
  'later.strip': 'Scheduled replies',
  'later.due': 'Sends {when}',
  'later.closes': 'Sends {when} and closes',
  'later.sending': 'Sending now',
  'later.overtaken': 'Not sent: {name} wrote meanwhile',
  'later.notHeld': 'Not sent: {author} no longer held the conversation',
  'later.edit': 'Edit',
  'later.cancel': 'Take “{text}” back',
  'later.discard': 'Discard “{text}”',
  'later.cancelled': 'It is not sent',
  'later.again': 'Write it again',
} as const
