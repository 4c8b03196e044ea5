import type { BulkResult, Conversation, Id, Teammate } from '@baton/api'
import type { Parting } from './api'

/** Where a conversation goes: `assistant`, `park`, `keep`, or the id of a colleague. */
export interface Choice {
  to: string
  /** An order to the assistant, or a word to the colleague. */
  word: string
}

/** Where else a conversation goes than to a colleague. */
export const PLACES = ['assistant', 'park', 'keep']

export const USUAL: Choice = { to: 'assistant', word: '' }

/** An order that is left at the end of a shift holds until the next one. */
const ORDER_MS = 24 * 60 * 60 * 1000

/** Who could take a conversation, those first who are there. */
export function colleagues(team: readonly Teammate[], me: Id): Teammate[] {
  const able = team.filter((mate) => mate.id !== me && !mate.away && mate.role !== 'viewer')
  return able.toSorted((a, b) => Number(b.available) - Number(a.available))
}

/** What the server is asked for; what stays is not named. */
export function partings(held: readonly Conversation[], choices: Record<Id, Choice>, now: number): Parting[] {
  return held.flatMap(({ id: conversation_id }): Parting[] => {
    const { to, word } = choices[conversation_id] ?? USUAL
    const said = word.trim() || null
    switch (to) {
      case 'keep':
        return []
      case 'park':
        return [{ to, conversation_id }]
      case 'assistant': {
        const expires_at = said ? new Date(now + ORDER_MS).toISOString() : null
        return [{ to, conversation_id, order: said, expires_at }]
      }
      default:
        return [{ to: 'colleague', conversation_id, user_id: to, note: said }]
    }
  })
}

/** Why a conversation stayed; of a refused field the sentence about it says more than that there is one. */
export function refusals(results: readonly BulkResult[]): Map<Id, string> {
  return new Map(
    results.flatMap(({ id, problem }) =>
      problem ? [[id, Object.values(problem.fields ?? {})[0] ?? problem.detail] as const] : [],
    ),
  )
}
