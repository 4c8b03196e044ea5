import type { BulkResult, Conversation, Id } from '@baton/api'
import { api } from '../../../lib/api'
import { problemOf } from '../../../lib/problem'
import { type Chosen, type Deed, snoozedAgain } from '../../../live/bulk/each'

/** What takes a deed back, with the conversations that each part of it is for; as they were `before`. */
export function undoing(deed: Chosen, before: readonly Conversation[], me: Id): [Deed, Id[]][] {
  const ids = (which: (conversation: Conversation) => boolean) => before.filter(which).map(({ id }) => id)
  const wasMine = ids(({ baton }) => baton.person?.id === me)
  switch (deed.action) {
    case 'resolve':
      return [
        [{ action: 'reopen' }, ids(({ baton }) => baton.status === 'open')],
        [{ action: 'claim' }, wasMine],
      ]
    case 'claim':
      return [
        [{ action: 'release' }, ids(({ baton }) => baton.holder !== 'person')],
        // Whoever takes what nobody was responsible for is.
        [
          { action: 'assign', user_id: null },
          ids(({ agent, baton }) => agent === null && baton.holder !== 'person'),
        ],
      ]
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
    case 'snooze':
      return [[{ action: 'unsnooze' }, ids((each) => !each.snoozed_until)], ...snoozedAgain(before)]
    case 'unsnooze':
      return snoozedAgain(before)
  }
}

/** Whether the baton moves with it: then who waited waits no more, and what was put away is back. */
export const moves = ({ action }: Chosen): boolean =>
  action === 'resolve' || action === 'claim' || action === 'release'

/** Those who waited before wait again, with the reason that they had; returns what was refused. */
export async function requeue(before: readonly Conversation[]): Promise<BulkResult[]> {
  const refused: BulkResult[] = []
  for (const { id, baton } of before)
    if (baton.holder === 'nobody')
      try {
        await api.escalate(id, baton.reason?.code ?? 'other', baton.reason?.text ?? '')
      } catch (error) {
        const problem = problemOf(error)
        if (!problem) throw error
        refused.push({ id, conversation: null, problem })
      }
  return refused
}
