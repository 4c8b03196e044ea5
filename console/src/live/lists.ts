import type { Conversation, Id, Page } from '@baton/api'
import type { InfiniteData } from '@tanstack/react-query'
import { belongs, type ConversationFilter, compare } from '../lib/filters'

export type ListData = InfiniteData<Page<Conversation>, string | undefined>

/**
 * The list with a conversation put where it belongs now: changed in place, moved, added or taken out. What would stand below
 * the last loaded row is left to the next page.
 */
export function place(
  list: ListData,
  filter: ConversationFilter,
  conversation: Conversation,
  me: Id,
): ListData {
  const known = list.pages.some((page) => page.items.some((row) => row.id === conversation.id))
  const searching = Boolean(filter.q)
  if (!known && searching) return list
  const wanted = searching || belongs(known ? keepingRead(filter) : filter, conversation, me)
  if (!known && !wanted) return list
  const without = list.pages.map((page) => ({
    ...page,
    items: page.items.filter((row) => row.id !== conversation.id),
  }))
  if (!wanted) return { ...list, pages: without }
  const previous = list.pages.flatMap((page) => page.items).find((row) => row.id === conversation.id)
  const row = previous?.match ? { ...conversation, match: previous.match } : conversation
  if (searching || (previous && sameRank(filter, previous, row)))
    return { ...list, pages: replace(list.pages, row) }
  return { ...list, pages: insert(without, filter, row, known) }
}

/** A row that was unread when the list was made stays while it is read; it goes with the next load. */
function keepingRead(filter: ConversationFilter): ConversationFilter {
  if (filter.status !== 'unread') return filter
  const { status: _, ...rest } = filter
  return rest
}

function sameRank(filter: ConversationFilter, a: Conversation, b: Conversation): boolean {
  return (
    a.last_activity_at === b.last_activity_at &&
    (filter.sort === 'newest' || a.baton.escalated_at === b.baton.escalated_at) &&
    a.struggle?.need === b.struggle?.need
  )
}

function replace(pages: Page<Conversation>[], row: Conversation): Page<Conversation>[] {
  return pages.map((page) =>
    page.items.some((each) => each.id === row.id)
      ? { ...page, items: page.items.map((each) => (each.id === row.id ? row : each)) }
      : page,
  )
}

function insert(
  pages: Page<Conversation>[],
  filter: ConversationFilter,
  row: Conversation,
  known: boolean,
): Page<Conversation>[] {
  for (const [index, page] of pages.entries()) {
    const at = page.items.findIndex((each) => compare(filter.sort, row, each) < 0)
    if (at >= 0) return pages.with(index, { ...page, items: page.items.toSpliced(at, 0, row) })
  }
  const last = pages.at(-1)
  if (!last || (last.next_cursor && !known)) return pages
  return pages.with(-1, { ...last, items: [...last.items, row] })
}
