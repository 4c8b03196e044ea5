import { call } from '../../../lib/http'

/** The ways on which something is delivered, in the order in which they are shown. */
export const HOPS = ['address', 'socket', 'polling', 'upload', 'mail', 'webhook', 'push'] as const
export type Hop = (typeof HOPS)[number]

export interface Tested {
  verdict: 'sound' | 'doubtful' | 'broken' | 'skipped'
  says: string
  took_ms: number
  remedies: { place: string; lines: string }[]
}

/** Tries one way. WebSockets take half a minute: they have to survive that long in silence. */
export const testDelivery = (hop: Hop, signal: AbortSignal) =>
  call<Tested>('/api/v1/delivery-tests', { method: 'POST', body: { hop }, signal, waits: 90_000 })
