import type { Conversation, Id } from '@baton/api'
import type { QueryClient } from '@tanstack/react-query'
import { knownConversations } from '../lib/fresh'
import { keys } from '../lib/keys'
import { putConversation } from './cache'

interface TagChange {
  tag: string
  /** What it is called now; null: it was deleted. */
  to: string | null
}

/** The tags of a conversation after one was renamed, merged or deleted; the same ones where it had none such. */
export function tagsAfter(tags: Conversation['tags'], { tag, to }: TagChange): Conversation['tags'] {
  if (tag === to || !tags.includes(tag)) return tags
  const renamed = tags.flatMap((each) => (each !== tag ? each : to === null ? [] : to))
  return [...new Set(renamed)]
}

/** A tag is another one, or none, wherever it is on the screen; what is filtered by it and what counts it follow. */
export function tagChanged(client: QueryClient, change: TagChange, me: Id): void {
  for (const known of knownConversations(client).values()) {
    const tags = tagsAfter(known.tags, change)
    if (tags !== known.tags) putConversation(client, { ...known, tags }, me)
  }
  void client.invalidateQueries({ queryKey: ['tags'] })
  // A colour moves no line.
  if (change.tag !== change.to) void client.invalidateQueries({ queryKey: keys.log })
}
