import { withBaton } from './baton'
import type { Event } from './event'
import { askedFor, captured, withForm } from './form'
import { unread, withMessages } from './messages'
import { booted, caughtUp } from './session'
import { initial, type State } from './state'
import { withTurn } from './turn'

/** The whole chat as one pure function. Events may come twice, out of order, or not at all. */
export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case 'booted':
      return askedFor(booted(state, event))
    case 'message':
      return askedFor(withMessages(state, [event.message]))
    case 'baton':
      return withBaton(state, event.baton, true)
    case 'caught_up':
      return askedFor(caughtUp(state, event.answer, event.live_before))
    case 'turn.started':
    case 'turn.stage':
    case 'turn.ended':
    case 'message.delta':
      return withTurn(state, event)
    case 'typing': {
      const { who, on, name } = event.data
      if (who !== 'person' || state.baton.holder !== 'person') return state
      return { ...state, typing: on ? { name } : null }
    }
    case 'queue':
      return { ...state, place: event.data.position }
    case 'typing_expired':
      return { ...state, typing: null }
    case 'read':
      return event.data.who === 'person' && event.data.seq > state.seen
        ? { ...state, seen: event.data.seq }
        : state
    case 'outbox': {
      const stored = new Set(state.messages.map((m) => m.client_id))
      return { ...state, outbox: event.drafts.filter((d) => !stored.has(d.client_id)) }
    }
    case 'draft_status':
      return {
        ...state,
        outbox: state.outbox.map((d) =>
          d.client_id === event.client_id ? { ...d, status: event.status } : d,
        ),
      }
    case 'link':
      return { ...state, link: event.link }
    case 'failed':
      return event.failed === state.failed ? state : { ...state, failed: event.failed }
    case 'opened':
      return { ...state, divider: unread(state).length ? state.read : null }
    case 'closed':
      return { ...state, divider: null }
    case 'read_to':
      return event.seq > state.read ? { ...state, read: event.seq } : state
    case 'form_opened':
    case 'form_closed':
    case 'form_sending':
    case 'form_refused':
    case 'form_sent':
      return withForm(state, event)
    case 'lead_captured':
      return captured(state)
    case 'cleared':
      return { ...state, messages: [], marks: [], live: null, floor: state.known, divider: null, form: null }
    case 'forgotten':
      return { ...initial, link: state.link, assistant: state.assistant }
  }
}
