import type { WidgetInit } from '@baton/api'
import type { Unread } from './bridge'

const PREVIEW = 140

/** What the launcher says about messages that came while the visitor was away. */
export function unreadOf(session: WidgetInit): Unread {
  const last = session.messages.filter((m) => m.role !== 'user').at(-1)
  return {
    count: session.unread,
    byPerson: last?.role === 'human-agent',
    from: last?.author_name ?? session.assistant.name,
    preview: last ? preview(last.body) : '',
  }
}

/** The beginning of a message as plain text: marks of Markdown and citations are dropped. */
export function preview(body: string): string {
  const text = body
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\s*\[\d+\]|[*_`#>]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return text.length > PREVIEW ? `${text.slice(0, PREVIEW).trimEnd()}\u2026` : text
}
