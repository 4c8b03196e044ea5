/** A text in parts, of which every second is marked, as splitting by a pattern with a group makes them. */
export function Marked({ parts }: { parts: readonly string[] }) {
  return parts.map((part, n) => (n % 2 ? <mark key={n}>{part}</mark> : part))
}

/** The parts of what a search answers: what was found stands between `<<` and `>>`. */
export const matches = (snippet: string) => snippet.split(/<<(.*?)>>/g)
