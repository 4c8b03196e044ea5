/** A reply that was sent with what follows from it. */
export const letGoWords = {
  'letGo.resolved': 'Sent, and closed {name}',
  'letGo.resolvedDetail': 'A new message reopens it with {bot}.',
  'letGo.released': 'Sent, and handed back to {bot}',
  'letGo.releasedDetail': 'It takes the next message.',
} as const
