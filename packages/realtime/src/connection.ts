import { retryDelay } from './retry'
import { type Frame, openSocket, type Socket } from './socket'
import type { Connection, Listener, Options, State } from './types'

/** Sockets that never got through, in a row, before polling begins. */
const REFUSALS = 3
/** The code of a socket that was never open. */
const REFUSED = 1006
const POLL_MS = 3_000
const POLL_JITTER_MS = 2_000
/** A socket that ended sooner counts as a failed try, so that a server in distress is not hammered. */
const STABLE_MS = 5_000

interface Membership {
  listeners: Set<Listener>
  joined: boolean
  denied: boolean
}

/** Connects, and stays connected until `close`. */
export function connect(options: Options): Connection {
  return new Link(options)
}

class Link implements Connection {
  state: State = 'connecting'
  readonly #options: Options
  readonly #random: () => number
  readonly #channels = new Map<string, Membership>()
  readonly #unlisten: () => void
  #socket: Socket | null = null
  #socketId = ''
  #establishedAt = 0
  #attempt = 0
  #refused = 0
  #retry: Timer
  #poll: Timer

  constructor(options: Options) {
    this.#options = options
    this.#random = options.random ?? Math.random
    this.#unlisten = onWake(() => this.#wake())
    this.#open()
  }

  subscribe(channel: string, listener: Listener): () => void {
    let membership = this.#channels.get(channel)
    if (!membership) {
      membership = { listeners: new Set(), joined: false, denied: false }
      this.#channels.set(channel, membership)
      if (this.#socketId) void this.#join(channel, membership)
    }
    const { listeners } = membership
    listeners.add(listener)
    return () => {
      if (!listeners.delete(listener) || listeners.size) return
      this.#channels.delete(channel)
      this.#socket?.send({ event: 'pusher:unsubscribe', data: { channel } })
      this.#settle()
    }
  }

  whisper(channel: string, name: string, data: unknown): void {
    if (this.#channels.get(channel)?.joined) this.#socket?.send({ event: `client-${name}`, channel, data })
  }

  doubt(): void {
    this.#socket?.probe()
  }

  close(): void {
    this.#unlisten()
    clearTimeout(this.#retry)
    clearTimeout(this.#poll)
    this.#channels.clear()
    this.#socket?.close()
    this.#socket = null
    this.#socketId = ''
  }

  #open(): void {
    const { url, path = '', key, open = (address: string) => new WebSocket(address) } = this.#options
    clearTimeout(this.#retry)
    this.#options.onRetry?.(null)
    const address = `${url.replace(/^http/, 'ws')}${path}/app/${key}?protocol=7&client=baton`
    let ws: WebSocket
    try {
      ws = open(address)
    } catch {
      // A policy of the page may forbid the address; that is a refusal like any other.
      this.#ended(REFUSED)
      return
    }
    this.#socket = openSocket(ws, {
      established: (id) => {
        this.#socketId = id
        this.#establishedAt = Date.now()
        this.#refused = 0
        for (const [name, membership] of this.#channels) void this.#join(name, membership)
        this.#settle()
      },
      frame: (frame) => this.#receive(frame),
      ended: (code) => this.#ended(code),
    })
  }

  #ended(code: number): void {
    const stable = this.#socketId && Date.now() - this.#establishedAt > STABLE_MS
    if (!this.#socketId) this.#refused++
    this.#socket = null
    this.#socketId = ''
    for (const membership of this.#channels.values()) membership.joined = membership.denied = false
    if (stable) this.#attempt = 0
    const delay = retryDelay(code, this.#attempt++, this.#random)
    if (delay === null || this.#refused >= REFUSALS) this.#fallBack()
    else if (this.state === 'live') this.#set('connecting')
    this.#retry = delay === null ? undefined : setTimeout(() => this.#open(), delay)
    this.#options.onRetry?.(delay)
  }

  async #join(channel: string, membership: Membership, attempt = 0): Promise<void> {
    const id = this.#socketId
    const current = () => id === this.#socketId && membership === this.#channels.get(channel)
    try {
      const answer = /^p(rivate|resence)-/.test(channel)
        ? await this.#options.authorise(id, channel)
        : { auth: '' }
      if (!current()) return
      if (answer) this.#socket?.send({ event: 'pusher:subscribe', data: { ...answer, channel } })
      else this.#deny(channel, membership)
    } catch {
      if (current()) this.#joinLater(channel, membership, attempt)
    }
  }

  #joinLater(channel: string, membership: Membership, attempt: number): void {
    const id = this.#socketId
    const again = () => {
      if (id === this.#socketId && membership === this.#channels.get(channel))
        void this.#join(channel, membership, attempt + 1)
    }
    setTimeout(again, retryDelay(0, attempt, this.#random) ?? 0)
  }

  #deny(channel: string, membership: Membership): void {
    membership.joined = false
    membership.denied = true
    this.#options.onDenied?.(channel)
    this.#settle()
  }

  #receive({ channel, data, event, user_id }: Frame): void {
    const membership = channel && this.#channels.get(channel)
    if (!membership) return
    const name = event.replace('pusher_internal:', 'pusher:')
    const incoming = user_id === undefined ? { event: name, data } : { event: name, data, user_id }
    for (const listener of [...membership.listeners]) listener(incoming)
    if (name === 'pusher:subscription_error') {
      const { status } = data as { status: number }
      if (status === 503) this.#joinLater(channel, membership, 2)
      else this.#deny(channel, membership)
    }
    if (name !== 'pusher:subscription_succeeded') return
    membership.joined = true
    this.#settle()
    this.#options.onCatchUp?.(channel)
  }

  /** Live is said only once every channel that may be heard is heard. */
  #settle(): void {
    if (!this.#socketId || [...this.#channels.values()].some((m) => !m.joined && !m.denied)) return
    clearTimeout(this.#poll)
    this.#poll = undefined
    this.#set('live')
  }

  #fallBack(): void {
    if (!this.#options.poll) this.#set('offline')
    else if (!this.#poll) this.#pollSoon(0)
  }

  #pollSoon(delay: number): void {
    const timer: Timer = setTimeout(async () => {
      const next = isHidden() ? this.state : await this.#pollNow()
      if (this.#poll !== timer) return
      this.#set(next)
      this.#pollSoon(POLL_MS + this.#random() * POLL_JITTER_MS)
    }, delay)
    this.#poll = timer
  }

  async #pollNow(): Promise<State> {
    try {
      return (await this.#options.poll?.()) === false ? 'offline' : 'polling'
    } catch {
      return 'offline'
    }
  }

  /** The page is back, or the network: find out now, not when a timer says so. */
  #wake(): void {
    if (this.#socket) this.#socket.probe()
    else if (this.#retry) {
      this.#attempt = 0
      this.#open()
    }
  }

  #set(state: State): void {
    if (state === this.state) return
    this.state = state
    this.#options.onState?.(state)
  }
}

type Timer = ReturnType<typeof setTimeout> | undefined

const isHidden = () => typeof document !== 'undefined' && document.hidden

/** How often the clock is looked at. */
const PULSE_MS = 5_000
/** A pulse so late means that the machine slept: whatever was open may be gone. */
const SLEPT_MS = 20_000

/** Calls back when the page is shown, the network changes, or the machine slept; returns how to stop. */
function onWake(wake: () => void): () => void {
  const listening = new AbortController()
  const { signal } = listening
  let last = Date.now()
  const pulse = setInterval(() => {
    const now = Date.now()
    // Pulses of a hidden page are rare by nature; it is asked when it is shown.
    if (now - last > SLEPT_MS && !isHidden()) wake()
    last = now
  }, PULSE_MS)
  signal.addEventListener('abort', () => clearInterval(pulse))
  if (typeof document !== 'undefined') {
    for (const name of ['online', 'offline', 'pageshow']) addEventListener(name, wake, { signal })
    document.addEventListener('visibilitychange', () => isHidden() || wake(), { signal })
  }
  return () => listening.abort()
}
