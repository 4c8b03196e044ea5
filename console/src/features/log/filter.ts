import type { Channel, HolderKind } from '@baton/api'
import type { Query } from '../../lib/http'

export const HOLDERS: HolderKind[] = ['assistant', 'nobody', 'person', 'none']
export const CHANNELS: Channel[] = ['widget', 'whatsapp', 'instagram', 'messenger', 'telegram', 'email']
export const RANGES = ['1', '7', '30', '90'] as const

/** What of the log is shown, as the address says it. */
export interface LogState {
  all?: true
  channel?: Channel
  assistant?: string
  holder?: HolderKind
  tag?: string
  /** Days back from today. */
  range?: (typeof RANGES)[number]
  /** Days like `2026-11-20`, instead of a range. */
  from?: string
  to?: string
  needs_human?: true
  q?: string
}

export type Change = { [K in keyof LogState]?: LogState[K] | undefined }

const DAY = /^\d{4}-\d{2}-\d{2}$/
const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined)
const day = (value: unknown) => (typeof value === 'string' && DAY.test(value) ? value : undefined)

/** What an address may say of it; anything else is left out. */
export function parseLogState(search: Record<string, unknown>): LogState {
  const found: Change = {
    all: search.all === true || undefined,
    channel: CHANNELS.find((each) => each === search.channel),
    assistant: text(search.assistant),
    holder: HOLDERS.find((each) => each === search.holder),
    tag: text(search.tag),
    range: RANGES.find((each) => each === String(search.range)),
    from: day(search.from),
    to: day(search.to),
    needs_human: search.needs_human === true || undefined,
    q: text(search.q),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as LogState
}

/** What the server is asked. Days begin at midnight where the reader is; the last one is included. */
export function toQuery(state: LogState, now: Date): Query {
  const { all, range, from, to, ...rest } = state
  const midnight = (date: Date, days = 0) =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).toISOString()
  const at = (value: string, days = 0) => midnight(new Date(`${value}T12:00:00`), days)
  const begun = from ? at(from) : range ? midnight(now, 1 - Number(range)) : undefined
  return { ...rest, engaged: !all, from: begun, until: to ? at(to, 1) : undefined }
}

/** Whether anything but the engagement narrows the log. */
export const isNarrowed = ({ all: _, ...rest }: LogState) => Object.keys(rest).length > 0
