import type { Conversation, Id, Page } from '@baton/api'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { keys } from './keys'

/** True when `a` has seen more than `b`: an answer that was on its way must not undo what the stream said meanwhile. */
export function isNewer(a: Conversation, b: Conversation): boolean {
  return a.baton.epoch > b.baton.epoch || (a.baton.epoch === b.baton.epoch && a.last_seq > b.last_seq)
}

/** The newer of two, with what the visitor has read by either: that is told beside the stream, and counts in neither's age. */
export function newest(a: Conversation, b: Conversation): Conversation {
  const [newer, older] = isNewer(a, b) ? [a, b] : [b, a]
  const isRead = older.visitor_read.seq > newer.visitor_read.seq
  return isRead ? { ...newer, visitor_read: older.visitor_read } : newer
}

/** What is known of each conversation that is loaded anywhere. */
export function knownConversations(client: QueryClient): Map<Id, Conversation> {
  const known = new Map<Id, Conversation>()
  const note = (conversation: Conversation) => {
    const other = known.get(conversation.id)
    if (!other || isNewer(conversation, other)) known.set(conversation.id, conversation)
  }
  for (const [, list] of client.getQueriesData<InfiniteData<Page<Conversation>>>({ queryKey: keys.lists }))
    for (const page of list?.pages ?? []) page.items.forEach(note)
  for (const [, open] of client.getQueriesData<Conversation>({ queryKey: ['conversation'] }))
    if (open) note(open)
  return known
}

/** Two loads of one gapless sequence as one: ascending, each once. */
export function mergeBySeq<T extends { seq: number }>(a: readonly T[], b: readonly T[]): T[] {
  const all = new Map<number, T>()
  for (const item of a) all.set(item.seq, item)
  for (const item of b) all.set(item.seq, item)
  return [...all.values()].sort((one, other) => one.seq - other.seq)
}
