/** Longest message, in characters as the server counts them. */
export const LIMIT = 4000
/** From here on the visitor is told how much room is left. */
export const WARN = 3600
const MAX_ROWS = 6
/** Characters of a line at the panel's usual width. */
const LINE = 34

/** Unicode code points: an emoji is one, not two. */
export function lengthOf(text: string): number {
  return [...text.trim()].length
}

/** Rows for a text where the browser cannot size the field by its content. */
export function rowsOf(text: string): number {
  const rows = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 0)
  return Math.min(MAX_ROWS, rows)
}
