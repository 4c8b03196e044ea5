import { vi } from 'vitest'
import type { Options, State } from '../src/index'
import { connect } from '../src/index'

/** A WebSocket whose other end is the test. */
export class FakeSocket {
  static opened: FakeSocket[] = []
  readyState = 0
  sent: { event: string; data: Record<string, unknown>; channel?: string }[] = []
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  readonly url: string

  constructor(url: string) {
    this.url = url
    FakeSocket.opened.push(this)
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }
  close(): void {
    this.readyState = 3
  }
  // -- the server's side --
  establish(id = '1.1'): this {
    this.readyState = 1
    this.push('pusher:connection_established', { socket_id: id, activity_timeout: 30 })
    return this
  }
  push(event: string, data: unknown, channel?: string): void {
    this.onmessage?.({ data: JSON.stringify({ event, channel, data: JSON.stringify(data) }) })
  }
  succeed(channel: string): void {
    this.push('pusher_internal:subscription_succeeded', {}, channel)
  }
  end(code: number): void {
    this.readyState = 3
    this.onclose?.({ code })
  }
  events(): string[] {
    return this.sent.map((frame) => frame.event)
  }
}

export const latest = () => FakeSocket.opened.at(-1) as FakeSocket
/** Lets promises settle without moving the clock. */
export const settled = () => vi.advanceTimersByTimeAsync(0)

export function setUp(extra: Partial<Options> = {}) {
  FakeSocket.opened = []
  const states: State[] = []
  const caughtUp: string[] = []
  const denied: string[] = []
  const connection = connect({
    url: 'https://inbox.example.com',
    key: 'k',
    path: '/realtime',
    authorise: async (socketId, channel) => ({ auth: `k:${socketId}:${channel}` }),
    onState: (state) => states.push(state),
    onCatchUp: (channel) => caughtUp.push(channel),
    onDenied: (channel) => denied.push(channel),
    random: () => 0.5,
    open: (url) => new FakeSocket(url) as unknown as WebSocket,
    ...extra,
  })
  return { connection, states, caughtUp, denied }
}
