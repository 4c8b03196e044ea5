import type { Event } from './event'
import type { Form } from './state'

type FormEvent = Extract<Event, { type: `form_${string}` }>

/** The lead form: open, being sent, refused by field, sent. */
export function withForm(form: Form | null, event: FormEvent): Form | null {
  switch (event.type) {
    case 'form_opened':
      return { source: event.source, status: 'open', errors: {}, email: event.email }
    case 'form_closed':
      return null
    case 'form_sending':
      return form && { ...form, status: 'sending', errors: {} }
    case 'form_refused':
      return form && { ...form, status: 'open', errors: event.errors }
    case 'form_sent':
      return form && { ...form, status: 'sent', errors: {}, email: event.email }
  }
}
