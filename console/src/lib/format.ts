export type Format = 'bold' | 'italic' | 'code' | 'link' | 'list'

export interface Selection {
  text: string
  start: number
  end: number
}

const WRAP = { bold: '**', italic: '*', code: '`' } as const

/** The text and the selection after a format was put on, or taken off where it was on. */
export function applyFormat({ text, start, end }: Selection, format: Format): Selection {
  const chosen = text.slice(start, end)
  if (format === 'list') {
    const from = text.lastIndexOf('\n', start - 1) + 1
    const lines = text.slice(from, end).split('\n')
    const listed = lines.every((line) => line.startsWith('- '))
    const next = lines.map((line) => (listed ? line.slice(2) : `- ${line}`)).join('\n')
    return { text: text.slice(0, from) + next + text.slice(end), start: from, end: from + next.length }
  }
  if (format === 'link') {
    const label = chosen || 'text'
    const next = `[${label}](https://)`
    const at = start + label.length + 3
    return { text: text.slice(0, start) + next + text.slice(end), start: at, end: at + 8 }
  }
  const mark = WRAP[format]
  const around =
    text.slice(start - mark.length, start) === mark && text.slice(end, end + mark.length) === mark
  if (around && chosen)
    return {
      text: text.slice(0, start - mark.length) + chosen + text.slice(end + mark.length),
      start: start - mark.length,
      end: end - mark.length,
    }
  return {
    text: text.slice(0, start) + mark + chosen + mark + text.slice(end),
    start: start + mark.length,
    end: end + mark.length,
  }
}
