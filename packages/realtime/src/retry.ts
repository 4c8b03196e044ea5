const FIRST_MS = 1_000
const LONGEST_MS = 30_000
/** Over capacity: leave the server alone at least this long. */
const OVER_CAPACITY_MS = 1_000

/**
 * Milliseconds until the next try after a close with `code`, the `attempt`-th in a row from 0; null: never.
 * Exponential with full jitter, so that ten thousand clients dropped at once do not return at once.
 */
export function retryDelay(code: number, attempt: number, random: () => number): number | null {
  if ((code >= 4000 && code < 4100) || code >= 4300) return null
  return (code === 4100 ? OVER_CAPACITY_MS : 0) + random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt)
}
