import type { Id, LiveTurn, WidgetCatchUp } from '@baton/api'
import { withBaton } from './baton'
import type { Event } from './event'
import { readBefore, withMessages } from './messages'
import { initial, type Live, type State } from './state'

/** A session begins, or was renewed; another conversation starts from nothing but the outbox. */
export function booted(
  state: State,
  { session, clock, marks, asked }: Extract<Event, { type: 'booted' }>,
): State {
  const { conversation, messages } = session
  const same = state.conversation === conversation.id
  const first = messages[0]?.seq ?? conversation.last_seq + 1
  const base: State = same
    ? state
    : {
        ...initial,
        outbox: state.outbox,
        link: state.link,
        form: state.form,
        conversation: conversation.id,
        floor: first - 1,
        known: first - 1,
        marks,
        asked,
        read: readBefore(messages, conversation.last_seq, session.unread),
      }
  const merged = withMessages({ ...base, assistant: session.assistant, clock }, messages)
  // The session holds the newest messages only: if it does not reach back to what is known, the gap stays to be fetched.
  const reaches = !same || first <= state.known + 1
  const known = reaches ? Math.max(merged.known, conversation.last_seq) : merged.known
  const held = withBaton({ ...merged, known }, conversation.baton, same)
  return { ...held, live: liveOf(held, conversation.turn, state.live?.id ?? null) }
}

/** The server's word on what happened after the last known message. */
export function caughtUp(state: State, answer: WidgetCatchUp, liveBefore: Id | null): State {
  const merged = withMessages(state, [...answer.changed, ...answer.items])
  const end = answer.has_more ? (answer.items.at(-1)?.seq ?? 0) : answer.last_seq
  const known = Math.max(merged.known, end)
  const held = withBaton({ ...merged, known }, answer.baton, !answer.items.length)
  if (answer.has_more) return held
  return { ...held, live: liveOf(held, answer.turn, liveBefore) }
}

/** What the server says is being written, unless a newer turn or more of it has come in meanwhile. */
function liveOf(state: State, turn: LiveTurn | null, liveBefore: Id | null): Live | null {
  const { live } = state
  if (live && live.id !== liveBefore) return live
  if (!turn || turn.epoch < state.baton.epoch || turn.id <= state.ended) return null
  if (live?.id === turn.id && live.next_index >= turn.next_index) return live
  return { ...turn, halted: false }
}
