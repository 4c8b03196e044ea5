import type { Problem, WidgetInit } from '@baton/api'
import { isLate, Patience } from '@baton/realtime'

/** The server's no, with its reason. Anything else that is thrown is the network's. */
export class Refusal extends Error {
  readonly status: number
  readonly problem: Partial<Problem>

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.code ?? String(status))
    this.status = status
    this.problem = problem
  }
}

/** True when trying again later may help. */
export function isPassing(error: unknown): boolean {
  return !(error instanceof Refusal) || error.status >= 500 || [408, 425, 429].includes(error.status)
}

export interface ClientOptions {
  url(path: string): string
  boot(): Promise<WidgetInit>
  /** Each session, the first and renewed ones. */
  onSession(session: WidgetInit): void
  /** The session of the page load, if there is one. */
  session: WidgetInit | null
  /** A call was not answered in its time: the network may have fallen silent. */
  onLate(): void
}

export interface Client {
  /** The session in use; begins one where there is none. */
  session(): Promise<WidgetInit>
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  /** The same for what is repeated until it is answered: it waits less long for each try. */
  repost<T>(path: string, body: unknown): Promise<T>
  remove(path: string): Promise<void>
  /** Null: refused. */
  authorise(socketId: string, channel: string): Promise<{ auth: string } | null>
  /** Drops the session; the next call begins a new one. */
  reset(): void
}

/** A call that nobody repeats, and that takes longer, has failed. */
const TIMEOUT_MS = 20_000

/** Calls of the visitor. An expired session is renewed once, and the call repeated as it was. */
export function createClient(options: ClientOptions): Client {
  let current = options.session
  const patience = new Patience()
  const renew = async (stale: WidgetInit | null): Promise<WidgetInit> => {
    // Whoever came first has renewed it for all.
    if (current && current !== stale) return current
    const session = await options.boot().catch((error) => {
      throw error instanceof Response ? new Refusal(error.status, {}) : error
    })
    if (current === session) return session
    current = session
    options.onSession(session)
    return session
  }
  const attempt = async (session: WidgetInit, url: string, init: RequestInit, ms: number) => {
    try {
      const response = await fetch(url, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${session.token}` },
        signal: AbortSignal.timeout?.(ms) ?? null,
      })
      patience.heard()
      return response
    } catch (error) {
      if (isLate(error)) {
        patience.missed()
        options.onLate()
      }
      throw error
    }
  }
  const call = async (url: string, init: RequestInit, ms = patience.ms): Promise<unknown> => {
    const session = current ?? (await renew(null))
    let response = await attempt(session, url, init, ms)
    // 404: the conversation is gone; a new session starts another one.
    if (response.status === 401 || response.status === 404) {
      response = await attempt(await renew(session), url, init, ms)
    }
    if (!response.ok) throw new Refusal(response.status, await response.json().catch(() => ({})))
    return response.status === 204 ? null : response.json()
  }
  const ours = (path: string) => options.url(`v1/widget/${path}`)
  const post = async <T>(path: string, body: unknown, ms?: number) =>
    (await call(
      ours(path),
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      ms,
    )) as T
  return {
    session: async () => current ?? renew(null),
    get: async <T>(path: string) => (await call(ours(path), {})) as T,
    post: (path, body) => post(path, body, TIMEOUT_MS),
    repost: (path, body) => post(path, body),
    remove: async (path) => void (await call(ours(path), { method: 'DELETE' }, TIMEOUT_MS)),
    async authorise(socket_id, channel_name) {
      try {
        const body = new URLSearchParams({ socket_id, channel_name })
        return (await call(options.url('broadcasting/auth'), { method: 'POST', body })) as { auth: string }
      } catch (error) {
        if (isPassing(error)) throw error
        return null
      }
    },
    reset() {
      current = null
    },
  }
}
