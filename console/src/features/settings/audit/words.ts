import { type PlainKey, t } from '../../../lib/i18n'
import { audit } from '../../../lib/i18n/en/settings/audit'
import type { AuditLine } from './api'

/** What was done, in words; what has none keeps its name. */
export function actInWords(action: string): string {
  const key = `audit.act.${action}`
  return key in audit ? t(key as PlainKey) : action
}

/** Who did it. */
export function whoDid({ actor }: AuditLine): string {
  if (actor.name) return actor.name
  return t(actor.kind === 'visitor' ? 'audit.visitor' : 'audit.system')
}

/** `knowledge_source` as one reads it. */
export const kindInWords = (kind: string) => kind.replaceAll('_', ' ')
