import { inbox } from './i18n/en/inbox'
import { knowledge } from './i18n/en/knowledge'
import { leads } from './i18n/en/leads'
import { session } from './i18n/en/session'
import { shell } from './i18n/en/shell'
import { thread } from './i18n/en/thread'

/** Typed messages: keys and parameters are checked from the English table. */
export const en = { ...session, ...shell, ...inbox, ...thread, ...leads, ...knowledge } as const

type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }
type Text = string | Plural
export type Key = keyof typeof en
type Names<S> = S extends `${string}{${infer P}}${infer Rest}` ? P | Names<Rest> : never
type Source<K extends Key> = (typeof en)[K] extends { other: infer O } ? O : (typeof en)[K]
type Params<K extends Key> = [Names<Source<K>>] extends [never]
  ? []
  : [Record<Names<Source<K>>, string | number>]
/** Keys whose text takes no parameters: what a table of labels may hold. */
export type PlainKey = { [K in Key]: Params<K> extends [] ? K : never }[Key]

const locale = 'en'
const plural = new Intl.PluralRules(locale)
const number = new Intl.NumberFormat(locale)

/** The text of a key in the language of the reader; `{n}` chooses the plural. */
export function t<K extends Key>(key: K, ...[params]: Params<K>): string {
  const text: Text = en[key]
  const values: Record<string, string | number> = params ?? {}
  const form = typeof text === 'string' ? text : (text[plural.select(Number(values.n))] ?? text.other)
  return form.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    return typeof value === 'number' ? number.format(value) : (value ?? '')
  })
}
