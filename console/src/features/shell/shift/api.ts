import type { BulkResult, Conversation, Id } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api'
import { handoverApi } from '../../../lib/handover'
import { call } from '../../../lib/http'
import { teamApi } from '../../../lib/team'
import { doWithEach, MOST, snoozedAgain } from '../../../live/bulk/each'

export type Parting =
  | { to: 'assistant'; conversation_id: Id; order: string | null; expires_at: string | null }
  | { to: 'colleague'; conversation_id: Id; user_id: Id; note: string | null }
  | { to: 'park'; conversation_id: Id }

export const endShift = (items: Parting[]) =>
  call<{ results: BulkResult[] }>('/api/v1/shift/end', { method: 'POST', body: { items } })

/**
 * As `before`, where that is the reader's to do: what a colleague has is theirs. An order goes with the rest, and what was
 * put away is so again, unless its visitor has written.
 */
export async function undoEnd(
  went: readonly Parting[],
  before: readonly Conversation[],
  me: Id,
): Promise<BulkResult[]> {
  await teamApi.setAvailable(true)
  const back = went.filter(({ to }) => to !== 'colleague')
  if (back.length === 0) return []
  const ids = back.map(({ conversation_id }) => conversation_id)
  const results = await doWithEach(ids, { action: 'claim' })
  const came = before.filter(({ id }) => results.some((each) => each.id === id && !each.problem))
  for (const [deed, ids] of snoozedAgain(came)) {
    const put = await doWithEach(ids, deed, came)
    results.push(...put.filter(({ problem }) => !problem))
  }
  for (const parting of back) if (parting.to === 'assistant' && parting.order) await takeOrder(parting, me)
  return results
}

async function takeOrder({ conversation_id, order }: Parting & { to: 'assistant' }, me: Id): Promise<void> {
  const { items } = await handoverApi.orders(conversation_id)
  const own = items.findLast(({ author, body }) => author.id === me && body === order)
  if (own) await handoverApi.removeOrder(conversation_id, own.id)
}

/** What the reader holds, also what is put away, as far as one request goes. */
export const heldQuery = queryOptions({
  queryKey: ['held'],
  queryFn: async () => {
    const held: Conversation[] = []
    for (const status of ['open', 'snoozed'] as const) {
      let cursor: string | undefined
      do {
        const page = await api.conversations({ view: 'mine', status, sort: 'newest' }, cursor)
        held.push(...page.items)
        cursor = page.next_cursor ?? undefined
      } while (cursor && held.length < MOST)
    }
    return held.slice(0, MOST)
  },
  staleTime: 0,
  gcTime: 0,
})
