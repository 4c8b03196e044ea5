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
