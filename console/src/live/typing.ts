import type { Id } from '@baton/api'
import { createStore } from '../lib/store'

export interface Typing {
  who: 'visitor' | 'person'
  name: string | null
}

/** Who is typing in a conversation, by conversation. */
export const typing = createStore<ReadonlyMap<Id, Typing>>(new Map())

/** A signal may be lost: typing ends by itself. */
const EXPIRES_MS = 5_000
const timers = new Map<Id, ReturnType<typeof setTimeout>>()

export function setTyping(conversation: Id, who: Typing['who'], name: string | null, on: boolean): void {
  clearTimeout(timers.get(conversation))
  if (on)
    timers.set(
      conversation,
      setTimeout(() => setTyping(conversation, who, name, false), EXPIRES_MS),
    )
  typing.set((all) => {
    const next = new Map(all)
    if (on) next.set(conversation, { who, name })
    else next.delete(conversation)
    return next
  })
}
