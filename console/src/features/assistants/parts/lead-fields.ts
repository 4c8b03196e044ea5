import type { LeadField } from '@baton/api'
import { t } from '../../../lib/i18n'

export const KINDS: readonly LeadField['type'][] = ['text', 'email', 'phone', 'number', 'choice', 'consent']

/** Keys that mean something have the kind that fits; who it is goes to the contact. */
const MEANING: Partial<Record<LeadField['type'], string>> = {
  email: 'email',
  phone: 'phone',
  consent: 'consent',
}

/** A new field, with a key that no other has. */
export function added(kind: LeadField['type'], fields: readonly LeadField[]): LeadField {
  const taken = new Set(fields.map(({ key }) => key))
  const wanted = MEANING[kind] ?? kind
  let key = wanted
  for (let n = 2; taken.has(key); n++) key = `${wanted}_${n}`
  const field: LeadField = { key, label: t(`lf.new.${kind}`), type: kind, required: kind === 'consent' }
  return kind === 'choice' ? { ...field, options: [`${t('lf.option')} 1`, `${t('lf.option')} 2`] } : field
}
