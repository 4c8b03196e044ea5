/** Fetched when somebody is about to erase a contact. */
export const erasure = {
  'erase.title': 'Erase {name}?',
  'erase.detail':
    'Every conversation of this contact goes, with its messages, notes, leads and mails that wait, and what the stream of events and the log of webhooks say of it.',
  'erase.undone': 'This cannot be undone. The audit log keeps that you did it, and an id.',
  'erase.keep': 'Keep contact',
  'erase.act': 'Erase contact',
  'erase.done': 'Contact erased',
  'erase.conversations': { one: '{n} conversation', other: '{n} conversations' },
  'erase.messages': { one: '{n} message', other: '{n} messages' },
  'erase.leads': { one: '{n} lead', other: '{n} leads' },
} as const
