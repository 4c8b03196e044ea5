/** Each character as one that is compared: small, and without its accents. As long as the text. */
const folded = (text: string) => [...text].map((char) => (char.normalize('NFD')[0] ?? char).toLowerCase())

const wordsOf = (query: string) => folded(query).join('').split(/\s+/).filter(Boolean)

/** Where a word stands in a text: at the beginning of a word of it, or else anywhere once two letters are given. */
function find(text: string, word: string): number {
  let at = text.indexOf(word)
  const first = at
  while (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) at = text.indexOf(word, at + 1)
  return at >= 0 ? at : word.length > 1 ? first : -1
}

/** Whether every word of the query stands in a text. */
export function matches(text: string, query: string): boolean {
  const within = folded(text).join('')
  return wordsOf(query).every((word) => find(within, word) >= 0)
}

/** A text in parts; every second one is what was asked for. */
export function parts(text: string, query: string): string[] {
  const chars = [...text]
  const within = folded(text).join('')
  const hit = new Array<boolean>(chars.length).fill(false)
  for (const word of wordsOf(query)) {
    const at = find(within, word)
    if (at >= 0) hit.fill(true, at, at + word.length)
  }
  const out = ['']
  for (const [at, char] of chars.entries()) {
    if (Boolean(hit[at]) !== (out.length % 2 === 0)) out.push('')
    out[out.length - 1] += char
  }
  return out
}
