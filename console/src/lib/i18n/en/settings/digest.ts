export const digest = {
  'digest.lead': 'One mail a day with what happened: conversations, leads, who waits. Quiet days send none.',
  'digest.failed': 'The digest could not be loaded',
  'digest.on': 'Daily digest',
  'digest.onHint': 'To {email}.',
  'digest.at': 'Time of day',
  'digest.atHint': 'On the clock of the workspace: {zone}, as set under Business hours.',
  'digest.saved': 'The digest comes at {time}',
  'digest.off': 'No more digests',
} as const
