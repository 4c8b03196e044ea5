import type { BulkResult, Conversation, Id } from '@baton/api'
import { call } from '../../lib/http'
import type { SnoozeWish } from '../snooze'

/** What is chosen for each of many. */
export type Chosen =
  | { action: 'resolve' | 'claim' | 'release' | 'unsnooze' }
  | { action: 'assign'; user_id: Id | null }
  | { action: 'tag'; name: string }
  | ({ action: 'snooze' } & SnoozeWish)

/** What is done with each of them, chosen or to take that back. */
export type Deed = Chosen | { action: 'reopen' } | { action: 'untag'; name: string }

/** Of one request, at most. */
export const MOST = 100

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

/** What puts those away again that were put away `before`, each until the same time. */
export function snoozedAgain(before: readonly Conversation[]): [Deed, Id[]][] {
  const times = new Set(before.flatMap(({ snoozed_until }) => snoozed_until ?? []))
  return [...times].map((until) => [
    { action: 'snooze', until },
    before.filter(({ snoozed_until }) => snoozed_until === until).map(({ id }) => id),
  ])
}
