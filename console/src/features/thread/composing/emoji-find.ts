import type { PlainKey } from '../../../lib/i18n'
import { EMOJI } from './emoji-data'

export interface Emoji {
  char: string
  name: string
}
export interface EmojiGroup {
  label: PlainKey
  items: Emoji[]
}

const GROUPS = Object.entries(EMOJI).map(([group, text]) => ({
  label: `emoji.${group as keyof typeof EMOJI}` as const,
  items: text.split('|').map((each) => {
    const space = each.indexOf(' ')
    const words = each.slice(space + 1)
    return { char: each.slice(0, space), name: words.split(',')[0] ?? words, words }
  }),
}))

/** Those whose names hold every word, by its beginning; without words all, after those that were used last. */
export function findEmoji(query: string, recent: readonly string[]): EmojiGroup[] {
  const wanted = query.toLocaleLowerCase('en').split(/\s+/).filter(Boolean)
  const fits = (words: string) =>
    wanted.every((word) => ` ${words.replace(/[,-]/g, ' ')}`.includes(` ${word}`))
  const groups: EmojiGroup[] = GROUPS.map(({ label, items }) => ({
    label,
    items: items.filter((each) => fits(each.words)),
  }))
  if (!wanted.length && recent.length) {
    const all = GROUPS.flatMap((group) => group.items)
    const used = recent.flatMap((char) => all.find((each) => each.char === char) ?? [])
    groups.unshift({ label: 'emoji.recent', items: used })
  }
  return groups.filter((group) => group.items.length)
}

/** Where the arrows lead, over rows of `columns` that begin anew with each group. */
export function moveIn(groups: readonly EmojiGroup[], from: number, key: string, columns: number): number {
  const rows: number[][] = []
  let index = 0
  for (const { items } of groups)
    for (let start = 0; start < items.length; start += columns) {
      const length = Math.min(columns, items.length - start)
      rows.push(Array.from({ length }, () => index++))
    }
  if (key === 'ArrowRight') return Math.min(index - 1, from + 1)
  if (key === 'ArrowLeft') return Math.max(0, from - 1)
  const here = rows.findIndex((row) => row.includes(from))
  const column = rows[here]?.indexOf(from) ?? 0
  const row = rows[here + (key === 'ArrowDown' ? 1 : -1)]
  return row ? (row[Math.min(column, row.length - 1)] ?? from) : from
}
