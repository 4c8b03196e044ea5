import type { SpokenLanguage } from '@baton/api'

/** What an assistant may answer in; that none is left out is checked below. */
const TAGS = [
  'en',
  'ar',
  'bg',
  'bn',
  'ca',
  'cs',
  'da',
  'de',
  'el',
  'es',
  'et',
  'fa',
  'fi',
  'fr',
  'he',
  'hi',
  'hr',
  'hu',
  'id',
  'is',
  'it',
  'ja',
  'ko',
  'lt',
  'lv',
  'ms',
  'nl',
  'no',
  'pl',
  'pt',
  'ro',
  'ru',
  'sk',
  'sl',
  'sr',
  'sv',
  'ta',
  'th',
  'tr',
  'uk',
  'ur',
  'vi',
  'zh',
] as const satisfies readonly SpokenLanguage[]

// A language that the server knows and the list does not is found by the compiler.
type Missing = Exclude<SpokenLanguage, (typeof TAGS)[number]>
const complete: Missing extends never ? true : Missing = true
void complete

export interface Language {
  tag: SpokenLanguage
  /** As those who speak it call it. */
  own: string
  english: string
}

const english = new Intl.DisplayNames(['en'], { type: 'language' })

/** A language with its names; the tag where the browser knows none. */
export function languageOf(tag: SpokenLanguage): Language {
  const own = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  const [first = '', ...rest] = own
  return { tag, own: first.toLocaleUpperCase(tag) + rest.join(''), english: english.of(tag) ?? tag }
}

const all = TAGS.map(languageOf).sort((a, b) => a.english.localeCompare(b.english, 'en'))

/** Without accents and case: "espanol" finds "Español". */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The languages whose names begin with what was typed, in a word of them, or whose tag it is. */
export function findLanguages(typed: string): Language[] {
  const wanted = plain(typed.trim())
  return all.filter(
    ({ tag, own, english }) =>
      tag === wanted || [own, english].some((name) => ` ${plain(name)}`.includes(` ${wanted}`)),
  )
}
