import type { Problem } from '@baton/api'

/** The server answered, and said no. */
export class Refused extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/** The server could not be reached; whether it did anything is unknown. */
export class Unreachable extends Error {}

/** The problem behind an error, when the server named one. */
export function problemOf(error: unknown): Problem | null {
  return error instanceof Refused ? error.problem : null
}

/** A stand-in for an answer that was not problem+json, as from a proxy in between. */
export function problemFromStatus(status: number, requestId: string): Problem {
  return {
    status,
    code:
      status === 401
        ? 'unauthorized'
        : status === 429
          ? 'rate_limited'
          : status >= 500
            ? 'unavailable'
            : 'bad_request',
    title: `HTTP ${status}`,
    detail:
      status >= 500
        ? 'The server did not answer properly. Try again in a moment.'
        : 'The request was not accepted.',
    request_id: requestId,
  }
}
