import type { Problem } from '@baton/api'

/** The server's objections by field key, `''` for the whole form; null is a failed network. */
export function refusals(problem: Partial<Problem> | null): Record<string, string> {
  const fields = Object.entries(problem?.fields ?? {})
  if (!fields.length) return { '': problem?.detail ?? '' }
  return Object.fromEntries(fields.map(([key, text]) => [key.replace(/^fields[.\]/]?/, '') || key, text]))
}
