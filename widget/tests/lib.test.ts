import { expect, test } from 'vitest'
import { LIMIT, lengthOf, rowsOf } from '../src/composer/limits'
import { en } from '../src/i18n/en'
import { lead } from '../src/i18n/en-lead'
import { menu } from '../src/i18n/en-menu'
import { english, loadWords, teach, translator } from '../src/i18n/index'
import { brand, luminance } from '../src/lib/color'
import { plain, preview } from '../src/lib/preview'
import { uuid } from '../src/lib/uuid'

const rgb = (css: string) => {
  const hex = /^#/.test(css)
    ? [1, 3, 5].map((i) => Number.parseInt(css.slice(i, i + 2), 16))
    : css.match(/\d+/g)?.map(Number)
  return hex as [number, number, number]
}
const contrast = (a: string, b: string) => {
  const [x, y] = [luminance(rgb(a)), luminance(rgb(b))]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

test.each(['#24483a', '#000000', '#ffffff', '#ffee00', '#3840d3', '#ff0000', '#777777', '#00aa88'])(
  'text upon %s can be read, in light and dark',
  (color) => {
    for (const dark of [false, true]) {
      const { fill, on } = brand(color, dark)
      expect(contrast(fill, on)).toBeGreaterThan(4.2)
    }
  },
)

test('what is no colour does not become CSS', () => {
  expect(brand('red;}*{display:none', false)).toEqual(brand('', false))
})

const every = { ...en, ...lead, ...menu }

test('every language has every word and every gap', async () => {
  for (const locale of ['de', 'es', 'fr', 'pt', 'ar']) {
    const words = await loadWords(locale)
    for (const key of Object.keys(every) as (keyof typeof every)[]) {
      const gaps = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
      expect(words[key], `${locale}.${key}`).toBeTruthy()
      expect(gaps(words[key]), `${locale}.${key}`).toEqual(gaps(every[key]))
    }
  }
  expect(await loadWords('ja')).toBe(english)
  expect(translator(english)('joined', { name: 'Maya' })).toBe('Maya joined')
})

test('what a part brings along in English is said by that part only', () => {
  const sources = import.meta.glob<string>('../src/**/*.{ts,tsx}', {
    query: '?raw',
    import: 'default',
    eager: true,
  })
  const parts: [object, RegExp][] = [
    [lead, /src\/lead\//],
    [menu, /src\/header\/(choices|ask)/],
  ]
  for (const [words, place] of parts)
    for (const [file, text] of Object.entries(sources).filter(([file]) => !place.test(file)))
      for (const key of Object.keys(words)) expect(text, file).not.toMatch(new RegExp(`\\bt\\([^)]*'${key}'`))
  teach(menu)
  expect(translator(english)('keep')).toBe('Keep it')
})

test('a message is measured as the server measures it', () => {
  expect(lengthOf('\u{1F600}'.repeat(LIMIT))).toBe(LIMIT)
  expect(rowsOf('a\nb\nc')).toBe(3)
  expect(rowsOf('x'.repeat(10_000))).toBe(6)
})

test('a preview is plain text on one line', () => {
  expect(preview('**Hi** [there](https://a.b)\n\n- one [1]')).toBe('Hi there - one')
  expect(preview('x'.repeat(300))).toHaveLength(141)
  expect(plain('`a` _b_')).toBe('a b')
})

test('an id is a UUID, also where the page has no randomUUID', () => {
  const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  expect(uuid()).toMatch(pattern)
  const { randomUUID } = crypto
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true })
  expect(uuid()).toMatch(pattern)
  Object.defineProperty(crypto, 'randomUUID', { value: randomUUID, configurable: true })
})
