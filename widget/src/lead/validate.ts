import type { LeadField, LeadForm } from '@baton/api'

export type Values = Readonly<Record<string, string>>
export type Fault = 'required' | 'email' | 'phone' | 'number' | 'choice' | 'long' | 'consent'

/** Key of the box that we add where the form has none of its own. */
export const CONSENT = 'consent'
/** Longest answer of a field, in characters. */
const LONGEST = 500
const LONGEST_NAME = 120

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

/** As long as the server counts: in characters, not in halves of them. */
const length = (text: string) => [...text].length

function faultOf(field: LeadField, value: string): Fault | null {
  if (!value) return field.required ? (field.type === 'consent' ? 'consent' : 'required') : null
  if (length(value) > (field.key === 'name' ? LONGEST_NAME : LONGEST)) return 'long'
  switch (field.type) {
    case 'email':
      return isEmail(value) ? null : 'email'
    case 'phone': {
      const digits = value.replace(/\D/g, '').length
      return /^[\d +\-().\u00a0/]{5,40}$/.test(value) && digits > 4 && digits < 21 ? null : 'phone'
    }
    case 'number':
      return /^-?\d+([.,]\d+)?$/.test(value) ? null : 'number'
    case 'choice':
      return field.options?.includes(value) ? null : 'choice'
    default:
      return null
  }
}

/** What the server takes for an address: something, an `@`, a host with a dot. */
function isEmail(value: string): boolean {
  const at = value.lastIndexOf('@')
  const local = value.slice(0, at)
  const host = value.slice(at + 1)
  const bytes = (text: string) => new Blob([text]).size
  return (
    at > 0 &&
    bytes(local) < 65 &&
    bytes(value) < 255 &&
    !/[\s\p{Cc}<>()[\],;:\\"@]/u.test(local) &&
    /^[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}.-]*$/u.test(host) &&
    /\../.test(host) &&
    !/\.\.|[.-]$/.test(host)
  )
}
