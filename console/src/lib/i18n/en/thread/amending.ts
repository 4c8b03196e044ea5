export const amending = {
  'amend.edit': 'Edit',
  'amend.unsend': 'Unsend',
  'amend.left': '{n} s',
  'amend.leftTitle': 'You can edit or unsend this message for {n} more seconds',
  'amend.body': 'Edit the message',
  'amend.save': 'Save',
  'amend.failed': 'Not changed',
  'amend.wasUnsent': 'Message unsent',
  'amend.again': 'Write it again',
} as const
