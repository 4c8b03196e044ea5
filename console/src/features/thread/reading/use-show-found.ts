import type { Id, Message } from '@baton/api'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { api, type Slice } from '../../../lib/api'
import { toastError } from '../../../lib/explain'
import { mergeBySeq } from '../../../lib/fresh'
import { keys } from '../../../lib/keys'

const PAGE = 100

/** Loads what lies between a message and what is there already: a thread has no holes. */
export async function loadBackTo(client: QueryClient, id: Id, seq: number): Promise<void> {
  const key = keys.messages(id)
  const known = client.getQueryData<Slice<Message>>(key)
  if (!known) return
  let { items, has_more } = known
  while (has_more && (items[0]?.seq ?? 0) > seq) {
    const page = await api.messages(id, { before: items[0]?.seq ?? 1, limit: PAGE })
    items = [...page.items, ...items]
    has_more = page.has_more && page.items.length > 0
  }
  if (items !== known.items)
    client.setQueryData<Slice<Message>>(
      key,
      (now) => now && { items: mergeBySeq(items, now.items), has_more: has_more && now.has_more },
    )
}

/** Brings the message that was searched for into view; answers which one is shown so. */
export function useShowFound(
  id: Id,
  found: number | null,
  scroller: RefObject<HTMLElement | null>,
  release: () => void,
): number | null {
  const client = useQueryClient()
  const [shown, setShown] = useState<number | null>(null)
  useEffect(() => {
    setShown(null)
    if (found === null) return
    let over = false
    loadBackTo(client, id, found)
      .then(() => over || setShown(found))
      .catch(toastError)
    return () => {
      over = true
    }
  }, [client, id, found])
  const brought = useRef<number | null>(null)
  // At each drawing until it is there: what was loaded may be drawn later than it is known which one to show.
  useLayoutEffect(() => {
    if (shown === brought.current) return
    const message = shown === null ? null : scroller.current?.querySelector(`[data-seq="${shown}"]`)
    if (shown !== null && !message) return
    brought.current = shown
    if (!message) return
    release()
    message.scrollIntoView({ block: 'center' })
  })
  return shown
}
