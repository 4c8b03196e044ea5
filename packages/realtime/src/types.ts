/**
 * `connecting`: no stream yet, or a short break. `live`: every subscription stands. `polling`: WebSocket is blocked, `poll` works.
 * `offline`: neither works.
 */
export type State = 'connecting' | 'live' | 'polling' | 'offline'

/** The answer of `POST /broadcasting/auth`. */
export interface Authorisation {
  auth: string
  channel_data?: string
}

/** One event on a channel; `user_id` names the sender of a whisper on a presence channel. */
export interface Incoming {
  event: string
  data: unknown
  user_id?: string
}
export type Listener = (incoming: Incoming) => void

export interface Options {
  /** Origin of the server: `https://host`, `wss://host:port`. */
  url: string
  key: string
  /** Prefix of `/app/{key}`; default none. */
  path?: string
  /** Null: refused for good. Rejected: failed this time, asked again with backoff. */
  authorise(socketId: string, channel: string): Promise<Authorisation | null>
  onState?(state: State): void
  /** The socket is gone, and tried again in so many milliseconds; null: it is being tried now, or never again. */
  onRetry?(delay: number | null): void
  /** A subscription has just begun: what happened before it has to be fetched. */
  onCatchUp?(channel: string): void
  /** The subscription was refused, or taken away. */
  onDenied?(channel: string): void
  /** Fetches what is new, where WebSocket does not get through. Rejected or false: offline. */
  poll?(): Promise<unknown>
  /** For tests. */
  random?(): number
  /** For tests. */
  open?(url: string): WebSocket
}

export interface Connection {
  readonly state: State
  /** Several listeners may share a channel; the last one to leave unsubscribes. Returns how to leave. */
  subscribe(channel: string, listener: Listener): () => void
  /** A client event to the other subscribers; lost unless live. */
  whisper(channel: string, name: string, data: unknown): void
  /** A call was not answered: asks the socket for a sign of life now, not when it has been idle for long enough. */
  doubt(): void
  /** Ends it for good. */
  close(): void
}
