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

/** Sorts the answers by their keys: who it is, leave, everything else. */
export function payload(form: LeadForm, values: Values, source: LeadSource): LeadBody {
  const body: LeadBody = { source, fields: {}, consent: false }
  for (const { key } of fieldsOf(form, '')) {
    const value = (values[key] ?? '').trim()
    if (!value) continue
    if (key === 'consent') body.consent = true
    else if (key === 'name' || key === 'email' || key === 'phone') body[key] = value
    else body.fields[key] = value
  }
  return body
}
