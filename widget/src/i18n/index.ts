import { en, type Words } from './en'

export type Key = keyof Words
export type Translate = (key: Key, params?: Readonly<Record<string, string | number>>) => string

/** Languages beside English; each is a file of its own, loaded when it is needed. */
const LOCALES: Readonly<Record<string, () => Promise<{ words: Words }>>> = {
  ar: () => import('./ar'),
  de: () => import('./de'),
  es: () => import('./es'),
  fr: () => import('./fr'),
  pt: () => import('./pt'),
}

/** English as far as it is loaded: what serves where we have no other language. */
export const english = { ...en } as Words

/** A part that is loaded later says its words in English. */
export function teach(words: Partial<Words>): void {
  Object.assign(english, words)
}

export function translator(words: Words): Translate {
  return (key, params = {}) =>
    words[key].replace(/\{(\w+)\}/g, (whole, name) => String(params[name] ?? whole))
}

/** The words of a language, English where we have none or they do not load. */
export async function loadWords(locale: string): Promise<Words> {
  try {
    return (await LOCALES[locale.slice(0, 2).toLowerCase()]?.())?.words ?? english
  } catch {
    return english
  }
}
