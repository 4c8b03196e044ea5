import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/http'

const PATH = '/api/v1/digest'
const DAY_MIN = 24 * 60

export interface Digest {
  /** The minute of the day on the clock of the workspace; null: not at all. */
  minute: number | null
  time_zone: string
}

export const digestQuery = queryOptions({ queryKey: ['digest'], queryFn: () => call<Digest>(PATH) })
export const setDigest = (minute: number | null) => call<Digest>(PATH, { method: 'PATCH', body: { minute } })

/** `08:00`, of a minute of the day. */
export function clockTime(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** The minute of the day, of `08:00`. */
export function minuteOf(time: string): number | null {
  const [hours, minutes] = time.split(':').map(Number)
  if (hours === undefined || minutes === undefined) return null
  const minute = hours * 60 + minutes
  return minute >= 0 && minute < DAY_MIN ? minute : null
}
