export const practice = {
  'practice.title': 'Practice',
  'practice.soon': 'The visitor is played by us. In a moment they ask for a person.',
  'practice.claim': 'They wait for a person. Claim the conversation.',
  'practice.take': 'You handed back without an answer. Take over and write one.',
  'practice.write': 'You hold the baton. Write an answer.',
  'practice.wait': 'The visitor reads it and answers.',
  'practice.back': 'They are helped. Hand the baton back, or close the conversation.',
  'practice.mate': '{name} practises here.',
  'practice.done': 'Done. With a real visitor it is the same.',
  'practice.silent': 'It ended without an answer. Begin anew from the first steps.',
  'practice.steps': 'First steps',
} as const
