const FIRST_MS = 4_000
const LONGEST_MS = 20_000
/** A browser keeps at most so many connections to one host; after a silence each of them may be dead. */
const POOL = 6

/**
 * How long calls wait that are repeated by themselves. A network that fell silent leaves dead connections behind in the browser,
 * which are found out one by one, each by a call that nobody answers; but where all is merely slow, short waits would never
 * end: so they grow after as many calls in a row as a browser has connections.
 */
export class Patience {
  #missed = 0

  /** Milliseconds for the next call. */
  get ms(): number {
    return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, this.#missed - POOL))
  }

  /** The server answered, whatever it said. */
  heard(): void {
    this.#missed = 0
  }

  /** A call came to nothing in its time. */
  missed(): void {
    this.#missed++
  }
}

/** Whether a call ended because its time was up. */
export const isLate = (error: unknown): boolean => (error as Error | null)?.name === 'TimeoutError'
