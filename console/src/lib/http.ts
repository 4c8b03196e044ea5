import type { Problem } from '@baton/api'
import { problemFromStatus, Refused, Unreachable } from './problem'

export type Query = Record<string, string | number | boolean | undefined>

interface Call {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  query?: Query
  body?: unknown
  signal?: AbortSignal | undefined
}

/** A network that fell silent answers nothing and says nothing: then the call has failed. */
const PATIENCE_MS = 20_000

let onSignedOut: () => void = () => {}

/** Called whenever an answer says that the session is over. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener
}

/** Turns filters into `?a=b`, leaving out what is not set. */
export function queryString(query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, String(value)]],
  )
  return pairs.length ? `?${new URLSearchParams(pairs)}` : ''
}

/** Ends with the caller's own signal, or when the server was given time enough. */
export function patience(signal?: AbortSignal): AbortSignal {
  const late = AbortSignal.timeout(PATIENCE_MS)
  return signal ? AbortSignal.any([signal, late]) : late
}

/** One call to the server. Throws `Refused` with its problem, or `Unreachable`. */
export async function call<T>(path: string, { method = 'GET', query, body, signal }: Call = {}): Promise<T> {
  const form = body instanceof FormData
  const init: RequestInit = { method, credentials: 'same-origin', headers: { accept: 'application/json' } }
  // A file takes as long as it takes.
  if (form) init.signal = signal ?? null
  else init.signal = patience(signal)
  if (body !== undefined) {
    init.body = form ? body : JSON.stringify(body)
    if (!form) init.headers = { accept: 'application/json', 'content-type': 'application/json' }
  }
  try {
    const response = await fetch(path + queryString(query), init)
    if (!response.ok) throw new Refused(await readProblem(response))
    return (response.status === 204 ? undefined : await response.json()) as T
  } catch (error) {
    if (error instanceof Refused || signal?.aborted) throw error
    // Also when it broke in the middle of an answer: what the server did is not known.
    throw new Unreachable('The server could not be reached.')
  }
}

async function readProblem(response: Response): Promise<Problem> {
  let problem = problemFromStatus(response.status, response.headers.get('x-request-id') ?? '')
  try {
    problem = { ...problem, ...((await response.json()) as Partial<Problem>) }
  } catch {
    // Not JSON: what the status says is all there is.
  }
  if (response.status === 401 && problem.code !== 'invalid_credentials') onSignedOut()
  return problem
}
