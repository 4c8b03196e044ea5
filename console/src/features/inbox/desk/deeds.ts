import type { BulkResult, Conversation, Id } from '@baton/api'
import { api } from '../../../lib/api'
import { call } from '../../../lib/http'
import type { SnoozeWish } from '../../../live/snooze'

/** What is done with each of a selection. */
export type Deed =
  | { action: 'resolve' | 'reopen' | 'claim' | 'release' | 'unsnooze' }
  | { action: 'assign'; user_id: Id | null }
  | { action: 'tag' | 'untag'; name: string }
  | ({ action: 'snooze' } & SnoozeWish)

/** Of one request, at most. */
const MOST = 100

/**
 * Asks for it, as often as it takes for all of them. What a visitor wrote after the rows that were `seen` is not put away
 * with them.
 */
export async function doWithEach(
  ids: readonly Id[],
  deed: Deed,
  seen: readonly Conversation[] = [],
): Promise<BulkResult[]> {
  const results: BulkResult[] = []
  const last_seqs = Object.fromEntries(seen.map(({ id, last_seq }) => [id, last_seq]))
  const read = deed.action === 'snooze' ? { last_seqs } : {}
  for (let from = 0; from < ids.length; from += MOST) {
    const body = { ...deed, ids: ids.slice(from, from + MOST), ...read }
    const answer = await call<{ results: BulkResult[] }>('/api/v1/conversations/bulk', {
      method: 'POST',
      body,
    })
    results.push(...answer.results)
  }
  return results
}

/** What takes a deed back, with the conversations that each part of it is for; as they were `before`. */
export function undoing(deed: Deed, before: readonly Conversation[], me: Id): [Deed, Id[]][] {
  const ids = (which: (conversation: Conversation) => boolean) => before.filter(which).map(({ id }) => id)
  const wasMine = ids(({ baton }) => baton.person?.id === me)
  const all = ids(() => true)
  switch (deed.action) {
    case 'resolve':
      return [
        [{ action: 'reopen' }, ids(({ baton }) => baton.status === 'open')],
        [{ action: 'claim' }, wasMine],
      ]
    case 'reopen':
      return [[{ action: 'resolve' }, all]]
    case 'claim':
      return [[{ action: 'release' }, ids(({ baton }) => baton.holder !== 'person')]]
    case 'release':
      return [[{ action: 'claim' }, wasMine]]
    case 'assign': {
      const agents = [...new Set(before.map(({ agent }) => agent?.id ?? null))]
      return agents.map((user_id) => [
        { action: 'assign', user_id },
        ids(({ agent }) => (agent?.id ?? null) === user_id),
      ])
    }
    case 'tag':
      return [
        [{ action: 'untag', name: deed.name }, ids(({ tags }) => !tags.includes(deed.name.toLowerCase()))],
      ]
    case 'untag':
      return [[{ action: 'tag', name: deed.name }, all]]
    case 'snooze':
      return [[{ action: 'unsnooze' }, all]]
    case 'unsnooze':
      return before.map(({ id, snoozed_until }) => [{ action: 'snooze', until: snoozed_until ?? '' }, [id]])
  }
}

/** Those who waited before wait again, with the reason that they had. */
export async function requeue(before: readonly Conversation[]): Promise<void> {
  for (const { id, baton } of before)
    if (baton.holder === 'nobody')
      await api.escalate(id, baton.reason?.code ?? 'other', baton.reason?.text ?? '')
}
