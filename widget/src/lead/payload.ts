import type { LeadForm, LeadSource } from '@baton/api'
import { fieldsOf, type Values } from './validate'

/** The body of `POST leads`, without its id. */
export interface LeadBody {
  source: LeadSource
  name?: string
  email?: string
  phone?: string
  fields: Record<string, string>
  consent: boolean
}

/** Sorts the answers: who it is by meaning, everything else by its key. */
export function payload(form: LeadForm, values: Values, source: LeadSource): LeadBody {
  const body: LeadBody = { source, fields: {}, consent: false }
  for (const { key, type } of fieldsOf(form, '')) {
    const value = (values[key] ?? '').trim()
    if (type === 'consent') body.consent ||= !!value
    if (!value || type === 'consent') continue
    if (type === 'email' && !body.email) body.email = value
    else if (type === 'phone' && !body.phone) body.phone = value
    else if (key === 'name') body.name = value
    else body.fields[key] = value
  }
  return body
}
