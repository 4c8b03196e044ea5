import type { Conversation, Message } from '@baton/api'
import { useRef } from 'react'
import type { Slice } from '../../../lib/api'

/** What the reader had not seen as they began to look. */
export interface Unread {
  /** Messages of the visitor. */
  count: number
  /** The newest message then. */
  upTo: number
}

/** Remembers what was unread when the thread was opened, or while the page was out of view: before it is marked as read. */
export function useUnread(conversation: Conversation | undefined): Unread | null {
  const unread = useRef<Unread | null>(null)
  const opened = useRef(false)
  if (conversation && conversation.unread > 0 && (!opened.current || document.hidden))
    unread.current = { count: conversation.unread, upTo: conversation.last_seq }
  if (conversation) opened.current = true
  return unread.current
}

/** The seq of the first message that was not seen; null: there is none here, or nothing was ever seen. */
export function firstUnread(
  { items: messages, has_more }: Slice<Message>,
  unread: Unread | null,
): number | null {
  if (!unread) return null
  const theirs = messages.filter((each) => each.role === 'user' && each.seq <= unread.upTo)
  if (!has_more && theirs.length <= unread.count) return null
  // Further up than is loaded: then all that is here is new.
  return (theirs.at(-unread.count) ?? theirs[0])?.seq ?? null
}
