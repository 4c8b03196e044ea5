/** Fetched when an endpoint is turned off. */
export const webhookOff = {
  'hookOff.title': 'Webhooks to {host} are off',
  'hookOff.gone': 'It answered 410 Gone.',
  'hookOff.failing': 'It failed for five days.',
} as const
