import type { Problem } from '@baton/api'
import { isLate, Patience } from '@baton/realtime'
import { problemFromStatus, Refused, Unreachable } from './problem'

export type Query = Record<string, string | number | boolean | undefined>

interface Call {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  query?: Query
  body?: unknown
  signal?: AbortSignal | undefined
  /** It is repeated until it is answered: each try waits less long. */
  repeats?: boolean
  /** In milliseconds: how long it may take, where that is longer than usual. */
  waits?: number
}

/** A network that fell silent answers nothing and says nothing: then a call that nobody repeats has failed. */
const PATIENCE_MS = 20_000

const patience = new Patience()
let onSignedOut: () => void = () => {}
let onLate: () => void = () => {}

/** Called whenever an answer says that the session is over. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener
}

/** Called whenever a call was not answered in its time: the network may have fallen silent. */
export function whenLate(listener: () => void): void {
  onLate = listener
}

/** Turns filters into `?a=b`, leaving out what is not set. */
export function queryString(query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, String(value)]],
  )
  return pairs.length ? `?${new URLSearchParams(pairs)}` : ''
}

/** One call to the server. Throws `Refused` with its problem, or `Unreachable`. */
export async function call<T>(path: string, options: Call = {}): Promise<T> {
  const { method = 'GET', query, body, signal, repeats = false, waits = PATIENCE_MS } = options
  const init: RequestInit = { method, credentials: 'same-origin', headers: { accept: 'application/json' } }
  // A file takes as long as it takes.
  const late = body instanceof FormData ? [] : [AbortSignal.timeout(repeats ? patience.ms : waits)]
  init.signal = AbortSignal.any(signal ? [signal, ...late] : late)
  if (body instanceof FormData || body instanceof URLSearchParams) init.body = body
  else if (body !== undefined) {
    init.body = JSON.stringify(body)
    init.headers = { accept: 'application/json', 'content-type': 'application/json' }
  }
  try {
    const response = await fetch(path + queryString(query), init)
    patience.heard()
    if (!response.ok) throw new Refused(await readProblem(response))
    return (response.status === 204 ? undefined : await response.json()) as T
  } catch (error) {
    if (error instanceof Refused || signal?.aborted) throw error
    if (isLate(error)) {
      patience.missed()
      onLate()
    }
    // Also when it broke in the middle of an answer: what the server did is not known.
    throw new Unreachable('The server could not be reached.')
  }
}

/** What a refusal says; whose session is over is taken to the sign-in. */
export async function readProblem(response: Response): Promise<Problem> {
  let problem = problemFromStatus(response.status, response.headers.get('x-request-id') ?? '')
  try {
    problem = { ...problem, ...((await response.json()) as Partial<Problem>) }
  } catch {
    // Not JSON: what the status says is all there is.
  }
  if (response.status === 401 && problem.code !== 'invalid_credentials') onSignedOut()
  return problem
}
