/** How long an order is in force. */
export const LASTING = ['today', 'day', 'week', 'open'] as const
export type Lasting = (typeof LASTING)[number]

const DAY_MS = 24 * 60 * 60 * 1_000

/** When an order ends that is left now; tonight is where the reader is. */
export function untilOf(lasting: Lasting, now: number): string | null {
  switch (lasting) {
    case 'today':
      return lastMinute(now).toISOString()
    case 'day':
      return new Date(now + DAY_MS).toISOString()
    case 'week':
      return new Date(now + 7 * DAY_MS).toISOString()
    case 'open':
      return null
  }
}

/** 23:59 of this day; in that very minute, of the next. */
function lastMinute(now: number): Date {
  const tonight = new Date(now)
  tonight.setHours(23, 59, 0, 0)
  if (tonight.getTime() <= now) tonight.setDate(tonight.getDate() + 1)
  return tonight
}
