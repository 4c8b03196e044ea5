import { expect, test } from 'vitest'
import { t, teach } from '../src/lib/i18n'
import { knowledge } from '../src/lib/i18n/en/knowledge'
import { session } from '../src/lib/i18n/en/session'

test('what a page brings along is said on that page only', () => {
  const sources = import.meta.glob<string>('../src/**/*.{ts,tsx}', {
    query: '?raw',
    import: 'default',
    eager: true,
  })
  const pages: [object, RegExp][] = [
    [knowledge, /features\/knowledge\/|routes\/knowledge|i18n/],
    [session, /features\/session\/|i18n/],
  ]
  for (const [words, place] of pages)
    for (const [file, text] of Object.entries(sources).filter(([file]) => !place.test(file)))
      for (const key of Object.keys(words)) expect(text.includes(`'${key}'`), `${file}: ${key}`).toBe(false)
  teach(session)
  expect(t('signin.title')).toBe('Welcome back')
})
