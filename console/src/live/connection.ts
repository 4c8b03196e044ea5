import { createStore } from '../lib/store'

/**
 * What the indicator says. `first`: connecting for the first time; `catching`: connected, still fetching what was missed;
 * `connecting`: the stream broke a moment ago; `polling`: WebSocket is blocked, the stream is asked for every few seconds;
 * `offline`: neither works.
 */
export type Health = 'first' | 'live' | 'catching' | 'connecting' | 'polling' | 'offline'

export const health = createStore<Health>('first')

/** True while the server can be asked to change something. */
export function isReachable(state: Health): boolean {
  return state !== 'offline' && state !== 'connecting'
}

/** When the socket is tried again, in milliseconds of the clock; null: it is there, being tried, or given up. */
export const retryAt = createStore<number | null>(null)

export interface Gap {
  /** Events that the server has and this page has not yet. */
  missing: number
  /** Events that came while the stream was broken, and were fetched since the page was opened. */
  fetched: number
}

/** What the stream did not bring. */
export const gap = createStore<Gap>({ missing: 0, fetched: 0 })
