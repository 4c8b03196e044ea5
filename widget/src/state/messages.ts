import type { WidgetMessage } from '@baton/api'
import type { State } from './state'

/** Adds messages wherever they come from: each once, in order, as it was changed last, and out of the outbox. */
export function withMessages(before: State, incoming: readonly WidgetMessage[]): State {
  const state = changed(before, incoming)
  const fresh = incoming.filter(
    (m) => m.seq > state.floor && !state.messages.some((known) => known.seq === m.seq),
  )
  const confirmed = new Set(incoming.map((m) => m.client_id))
  const outbox = state.outbox.some((d) => confirmed.has(d.client_id))
    ? state.outbox.filter((d) => !confirmed.has(d.client_id))
    : state.outbox
  if (!fresh.length) return outbox === state.outbox ? state : { ...state, outbox }
  const messages = [...state.messages, ...fresh].sort((a, b) => a.seq - b.seq)
  const answered = fresh.some((m) => m.role === 'assistant')
  return {
    ...state,
    messages,
    outbox,
    known: contiguous(messages, state.known),
    // The stored message takes the place of the bubble that grew.
    live: answered ? null : state.live,
    typing: fresh.some((m) => m.role === 'human-agent') ? null : state.typing,
  }
}

/** Messages that are known already, as they read now. */
function changed(state: State, incoming: readonly WidgetMessage[]): State {
  const newer = (m: WidgetMessage) =>
    incoming.find((i) => i.seq === m.seq && (i.edited_at ?? '') > (m.edited_at ?? ''))
  if (!state.messages.some(newer)) return state
  return { ...state, messages: state.messages.map((m) => newer(m) ?? m) }
}

/** The highest seq up to which nothing is missing. */
export function contiguous(messages: readonly WidgetMessage[], known: number): number {
  let last = known
  for (const { seq } of messages) if (seq === last + 1) last = seq
  return last
}

/** True when a message is known whose predecessor is not: the server has to be asked. */
export function hasGap(state: State): boolean {
  return (state.messages.at(-1)?.seq ?? 0) > state.known
}

/** Said by the other side, and not taken back. */
const isTheirs = (m: WidgetMessage) => m.role !== 'user' && m.state !== 'unsent'

/** Messages of the other side that the visitor has not seen. */
export function unread(state: State): readonly WidgetMessage[] {
  return state.messages.filter((m) => isTheirs(m) && m.seq > state.read)
}

/** The seq before the first of the `count` newest messages of the other side. */
export function readBefore(messages: readonly WidgetMessage[], lastSeq: number, count: number): number {
  if (!count) return lastSeq
  const first = messages.filter(isTheirs).at(-count)
  return first ? first.seq - 1 : lastSeq
}
