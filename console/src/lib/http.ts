import type { Problem } from '@baton/api'
import { problemFromStatus, Refused, Unreachable } from './problem'

export type Query = Record<string, string | number | boolean | undefined>

interface Call {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  query?: Query
  body?: unknown
  signal?: AbortSignal | undefined
}

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

/** One call to the server. Throws `Refused` with its problem, or `Unreachable`. */
export async function call<T>(path: string, { method = 'GET', query, body, signal }: Call = {}): Promise<T> {
  const form = body instanceof FormData
  const init: RequestInit = { method, credentials: 'same-origin', headers: { accept: 'application/json' } }
  if (signal) init.signal = signal
  if (body !== undefined) {
    init.body = form ? body : JSON.stringify(body)
    if (!form) init.headers = { accept: 'application/json', 'content-type': 'application/json' }
  }
  let response: Response
  try {
    response = await fetch(path + queryString(query), init)
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Unreachable('The server could not be reached.')
  }
  if (!response.ok) throw new Refused(await readProblem(response))
  return (response.status === 204 ? undefined : await response.json()) as T
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
