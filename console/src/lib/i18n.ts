import { inbox } from './i18n/en/inbox'
import type { knowledge } from './i18n/en/knowledge'
import { leads } from './i18n/en/leads'
import type { session } from './i18n/en/session'
import { shell } from './i18n/en/shell'
import { thread } from './i18n/en/thread'

/** What is said on the first page. Other pages bring their own words: `teach`. */
const base = { ...shell, ...inbox, ...thread, ...leads }
/** Typed messages: keys and parameters are checked from the English table. */
type Table = typeof base & typeof session & typeof knowledge

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
