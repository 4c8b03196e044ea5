import type { alerts } from './i18n/en/alerts'
import type { assistants } from './i18n/en/assistants'
import type { desk } from './i18n/en/desk'
import type { erasure } from './i18n/en/erasure'
import type { firstRun } from './i18n/en/first-run'
import type { form } from './i18n/en/form'
import { inbox } from './i18n/en/inbox'
import type { keyboard } from './i18n/en/keyboard'
import type { knowledge } from './i18n/en/knowledge'
import { leads } from './i18n/en/leads'
import type { leadsPage } from './i18n/en/leads-page'
import type { log } from './i18n/en/log'
import type { nothing } from './i18n/en/nothing'
import type { palette } from './i18n/en/palette'
import type { practice } from './i18n/en/practice'
import type { rules } from './i18n/en/rules'
import type { session } from './i18n/en/session'
import type { settings } from './i18n/en/settings'
import type { account } from './i18n/en/settings/account'
import type { alertSettings } from './i18n/en/settings/alert-settings'
import type { apiTokens } from './i18n/en/settings/api-tokens'
import type { audit } from './i18n/en/settings/audit'
import type { businessHours } from './i18n/en/settings/business-hours'
import type { cannedReplies } from './i18n/en/settings/canned-replies'
import type { delivery } from './i18n/en/settings/delivery'
import type { digest } from './i18n/en/settings/digest'
import type { handoverSettings } from './i18n/en/settings/handover-settings'
import type { mail } from './i18n/en/settings/mail'
import type { members } from './i18n/en/settings/members'
import type { system } from './i18n/en/settings/system'
import type { tags } from './i18n/en/settings/tags'
import type { webhooks } from './i18n/en/settings/webhooks'
import { shell } from './i18n/en/shell'
import type { shift } from './i18n/en/shift'
import type { team } from './i18n/en/team'
import type { amending } from './i18n/en/thread/amending'
import type { asking } from './i18n/en/thread/asking'
import type { autopilot } from './i18n/en/thread/autopilot'
import type { copilot } from './i18n/en/thread/copilot'
import type { correcting } from './i18n/en/thread/correcting'
import type { files } from './i18n/en/thread/files'
import type { handover } from './i18n/en/thread/handover'
import type { letGoWords } from './i18n/en/thread/let-go'
import type { scheduled } from './i18n/en/thread/scheduled'
import type { thread } from './i18n/en/thread/thread'
import type { views } from './i18n/en/views'
import type { webhookOff } from './i18n/en/webhook-off'
import type { workspace } from './i18n/en/workspace'

/** What is said on the first page. Other pages bring their own words: `teach`. */
const base = { ...shell, ...inbox, ...leads }
/** Typed messages: keys and parameters are checked from the English table. */
type Table = typeof base &
  typeof thread &
  typeof handover &
  typeof shift &
  typeof copilot &
  typeof correcting &
  typeof asking &
  typeof nothing &
  typeof palette &
  typeof practice &
  typeof session &
  typeof knowledge &
  typeof keyboard &
  typeof form &
  typeof settings &
  typeof apiTokens &
  typeof leadsPage &
  typeof businessHours &
  typeof cannedReplies &
  typeof team &
  typeof audit &
  typeof log &
  typeof members &
  typeof account &
  typeof webhooks &
  typeof views &
  typeof webhookOff &
  typeof letGoWords &
  typeof amending &
  typeof files &
  typeof scheduled &
  typeof erasure &
  typeof alerts &
  typeof alertSettings &
  typeof delivery &
  typeof mail &
  typeof system &
  typeof tags &
  typeof desk &
  typeof digest &
  typeof handoverSettings &
  typeof firstRun &
  typeof assistants &
  typeof autopilot &
  typeof rules &
  typeof workspace

type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }
type Text = string | Plural
export type Key = keyof Table
type Names<S> = S extends `${string}{${infer P}}${infer Rest}` ? P | Names<Rest> : never
type Source<K extends Key> = Table[K] extends { other: infer O } ? O : Table[K]
type Params<K extends Key> = [Names<Source<K>>] extends [never]
  ? []
  : [Record<Names<Source<K>>, string | number>]
/** Keys whose text takes no parameters: what a table of labels may hold. */
export type PlainKey = { [K in Key]: Params<K> extends [] ? K : never }[Key]

const texts: Partial<Record<Key, Text>> = { ...base }

/** Adds the words of a page that is loaded later. */
export function teach(words: Partial<Record<Key, Text>>): void {
  Object.assign(texts, words)
}

const locale = 'en'
const plural = new Intl.PluralRules(locale)
const number = new Intl.NumberFormat(locale)

/** The text of a key in the language of the reader; `{n}` chooses the plural. */
export function t<K extends Key>(key: K, ...[params]: Params<K>): string {
  const text = texts[key] ?? key
  const values: Record<string, string | number> = params ?? {}
  const form = typeof text === 'string' ? text : (text[plural.select(Number(values.n))] ?? text.other)
  return form.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    return typeof value === 'number' ? number.format(value) : (value ?? '')
  })
}
