import type { LeadField, LeadForm } from '@baton/api'

export type Values = Readonly<Record<string, string>>
export type Fault = 'required' | 'email' | 'phone' | 'number' | 'choice' | 'long' | 'consent'

/** Key of the box that we add where the form has none of its own. */
export const CONSENT = 'consent'
/** Longest answer of a field, in characters. */
const LONGEST = 500

/** The fields to show: a way to answer may not be asked for without leave to use it. */
export function fieldsOf(form: LeadForm, consentLabel: string): LeadField[] {
  const fields = form.fields.length
    ? form.fields
    : [{ key: 'email', label: 'Email', type: 'email' as const, required: true }]
  return fields.some((f) => f.type === 'consent')
    ? fields
    : [...fields, { key: CONSENT, label: consentLabel, type: 'consent', required: true }]
}

/** What is wrong, by key; empty when it may be sent. The server asks the same again. */
export function validate(fields: readonly LeadField[], values: Values): Record<string, Fault> {
  const faults: Record<string, Fault> = {}
  for (const field of fields) {
    const fault = faultOf(field, (values[field.key] ?? '').trim())
    if (fault) faults[field.key] = fault
  }
  return faults
}

function faultOf(field: LeadField, value: string): Fault | null {
  if (!value) return field.required ? (field.type === 'consent' ? 'consent' : 'required') : null
  if ([...value].length > LONGEST) return 'long'
  switch (field.type) {
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(value) ? null : 'email'
    case 'phone':
      return /^\+?[\d\s()./-]{5,25}$/.test(value) && value.replace(/\D/g, '').length >= 5 ? null : 'phone'
    case 'number':
      return /^-?\d+([.,]\d+)?$/.test(value) ? null : 'number'
    case 'choice':
      return field.options?.includes(value) === false ? 'choice' : null
    default:
      return null
  }
}
