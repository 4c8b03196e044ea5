import type { Id, Thumb, WidgetInit } from '@baton/api'
import { load, save, visitorKey } from '../lib/storage'
import type { Event } from '../state/event'
import type { State } from '../state/state'

/** What this device keeps about the chat, beside the visitor's own token. */
export interface Memory {
  readonly outboxKey: string
  /** Id of the lead that is being sent. */
  lead: string | null
  /** The unsent text of the composer. */
  draft(conversation: Id): string
  keepDraft(conversation: Id, text: string): void
  /** What was witnessed and dealt with, and where. */
  places(conversation: Id): Places
  keepPlaces(conversation: Id, places: Places): void
  /** What the visitor said of an answer. */
  rated(message: Id): Thumb | null
  keepRated(message: Id, thumb: Thumb | null): void
  forget(conversation: Id): void
}

export type Places = Pick<State, 'marks' | 'asked'>

/** Texts and places of one conversation; those of an older one are not kept. */
interface Kept<T> {
  conversation: Id
  value: T
}

type Rated = Record<Id, Thumb | null>

export function memory(assistant: string): Memory {
  const key = (name: string) => `baton:${assistant}:${name}`
  const read = <T>(name: string, conversation: Id): T | null => {
    const kept = load<Kept<T>>(key(name))
    return kept?.conversation === conversation ? kept.value : null
  }
  const keep = (name: string, conversation: Id, value: unknown) =>
    save(key(name), value === null ? null : ({ conversation, value } satisfies Kept<unknown>))
  return {
    outboxKey: key('outbox'),
    lead: null,
    draft: (conversation) => read<string>('draft', conversation) ?? '',
    keepDraft: (conversation, text) => keep('draft', conversation, text || null),
    places: (conversation) => read<Places>('places', conversation) ?? { marks: [], asked: 0 },
    keepPlaces: (conversation, { marks, asked }) => keep('places', conversation, { marks, asked }),
    rated: (message) => load<Rated>(key('rated'))?.[message] ?? null,
    keepRated: (message, thumb) => save(key('rated'), { ...load<Rated>(key('rated')), [message]: thumb }),
    forget(conversation) {
      save(key('rated'), null)
      save(visitorKey(assistant), null)
      keep('draft', conversation, null)
      keep('places', conversation, null)
    },
  }
}

/** The event with which a session enters the state: server time against a clock that nobody can set. */
export function begin(session: WidgetInit, kept: Memory): Event {
  return {
    type: 'booted',
    session,
    clock: Date.parse(session.server_time) - performance.now(),
    ...kept.places(session.conversation.id),
  }
}
