import type { Id, Person, Teammate } from '@baton/api'
import { createStore } from '../lib/store'

/** Which teammates look at a conversation, by conversation; the reader among them. */
export const viewers = createStore<ReadonlyMap<Id, readonly Person[]>>(new Map())

export function setViewing(conversation: Id, by: Person, on: boolean): void {
  viewers.set((all) => {
    const others = (all.get(conversation) ?? []).filter((each) => each.id !== by.id)
    const next = new Map(all)
    if (on) next.set(conversation, [...others, by])
    else if (others.length) next.set(conversation, others)
    else next.delete(conversation)
    return next
  })
}

/** Nobody can know any more: the stream is broken. */
export function forgetViewers(): void {
  viewers.set((all) => (all.size ? new Map() : all))
}

/** As the server says it is now: what was told before this page listened. */
export function countViewers(team: readonly Teammate[]): void {
  const next = new Map<Id, Person[]>()
  for (const { id, name, viewing } of team)
    for (const conversation of viewing)
      next.set(conversation, [...(next.get(conversation) ?? []), { id, name }])
  viewers.set(next)
}
