import type { Key, Translate } from '../i18n/index'
import type { Fault } from './validate'

const WORDS: Record<Fault, Key> = {
  required: 'required',
  email: 'bad_email',
  phone: 'bad_phone',
  number: 'bad_number',
  choice: 'bad_choice',
  long: 'too_long',
  consent: 'need_consent',
}

/** What to do about a fault. */
export function messageOf(fault: Fault, t: Translate): string {
  return t(WORDS[fault])
}
