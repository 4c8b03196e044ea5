import { useEffect, useRef, useState } from '#dom'
import { lead } from '../i18n/en-lead'
import { teach } from '../i18n/index'
import { addSheetOnce } from '../lib/sheet'
import type { Form } from '../state/state'
import { useUi } from '../ui/context'
import { CHECK, Icon } from '../ui/icons'
import { messageOf } from './faults'
import { Field } from './field'
import css from './lead.css?inline'
import { payload } from './payload'
import { fieldsOf, validate } from './validate'

teach(lead)

/** The lead form, in the transcript where the talk led to it. */
export function LeadCard({ form, root }: { form: Form; root: ShadowRoot }) {
  addSheetOnce(root, css)
  const { t, chat, assistant } = useUi()
  const card = useRef<HTMLFormElement>(null)
  const fields = fieldsOf(assistant.lead_form, t('consent'))
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      fields.filter((f) => f.type === 'email' && form.email).map((f) => [f.key, form.email]),
    ),
  )
  const [faults, setFaults] = useState<Record<string, string>>({})
  useEffect(() => {
    // Who asked for the form wants to fill it in; who is being asked may be writing.
    if (form.source === 'request' || form.source === 'cta') {
      card.current?.parentElement?.scrollTo(0, card.current.offsetTop)
      card.current?.querySelector<HTMLElement>('input,select')?.focus({ preventScroll: true })
    }
  }, [])
  useEffect(() => setFaults(serverFaults(form.errors, t('form_failed'))), [form.errors])
  useEffect(() => {
    if (Object.keys(faults).length) card.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [faults])

  if (form.status === 'sent') {
    return (
      <p class="w-sys" role="status">
        <Icon path={CHECK} size={14} />
        <span>{form.email ? t('sent_to', { email: form.email }) : t('sent')}</span>
      </p>
    )
  }
  const submit = (event: Event) => {
    event.preventDefault()
    if (form.status === 'sending') return
    const found = Object.entries(validate(fields, values)).map(([key, fault]) => [key, messageOf(fault, t)])
    setFaults(Object.fromEntries(found))
    if (!found.length) chat.submit(payload(assistant.lead_form, values, form.source))
  }
  const sending = form.status === 'sending'
  return (
    <form class="w-card" ref={card} noValidate aria-labelledby="baton-form" onSubmit={submit}>
      <h3 id="baton-form">{assistant.lead_form.title || t('leave')}</h3>
      {fields.map((field) => (
        <Field
          key={field.key}
          field={field}
          value={values[field.key] ?? ''}
          fault={faults[field.key]}
          onChange={(value) => {
            setValues({ ...values, [field.key]: value })
            setFaults(({ [field.key]: _, ...rest }) => rest)
          }}
        />
      ))}
      {faults[''] && (
        <p class="fault" role="alert">
          {faults['']}
        </p>
      )}
      <button type="submit" class="w-btn" aria-disabled={sending}>
        {t(sending ? 'sending_details' : 'send_details')}
      </button>
      <button type="button" class="w-link" onClick={chat.closeForm}>
        {t('cancel')}
      </button>
    </form>
  )
}

/** What the server said, in its own words; where it said nothing, in ours. */
function serverFaults(errors: Form['errors'], fallback: string): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).map(([key, text]) => [key, text || fallback]))
}
