import type { Event } from './event'
import type { Form, State } from './state'

type FormEvent = Extract<Event, { type: `form_${string}` }>

/** The lead form: open, being sent, refused by field, sent. */
export function withForm(state: State, event: FormEvent): State {
  const { form } = state
  switch (event.type) {
    case 'form_opened':
      return { ...state, form: opened(event.source, event.email) }
    case 'form_closed':
      return { ...state, form: null, asked: state.known }
    case 'form_sending':
      return { ...state, form: form && { ...form, status: 'sending', errors: {} } }
    case 'form_refused':
      return { ...state, form: form && { ...form, status: 'open', errors: event.errors } }
    case 'form_sent':
      return {
        ...state,
        form: form && { ...form, status: 'sent', errors: {}, email: event.email },
        asked: state.known,
      }
  }
}

/** Opens the form beneath a message that asks for contact details, unless that has been dealt with. */
export function askedFor(state: State): State {
  const last = state.messages.at(-1)
  if (last?.kind !== 'lead_form' || last.seq <= state.asked || state.form) return state
  return { ...state, form: opened('intent', '') }
}

/** Somebody has filled it in already. */
export function captured(state: State): State {
  const idle = state.form?.status === 'open' && state.form.source === 'intent'
  return { ...state, asked: state.known, form: idle ? null : state.form }
}

function opened(source: Form['source'], email: string): Form {
  return { source, status: 'open', errors: {}, email }
}
