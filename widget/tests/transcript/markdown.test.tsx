import fc from 'fast-check'
import { expect, test } from 'vitest'
import { render } from '#dom'
import { Markdown } from '../../src/transcript/markdown'
import { parse, webAddress } from '../../src/transcript/parse'

function html(text: string): HTMLElement {
  const root = document.createElement('div')
  render(<Markdown text={text} cite={(n) => <sup>{n}</sup>} />, root)
  return root
}
const TAGS = new Set(['DIV', 'P', 'BR', 'STRONG', 'EM', 'CODE', 'PRE', 'UL', 'OL', 'LI', 'A', 'SUP'])
const nasty = fc.array(
  fc.oneof(
    fc.string(),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '[x](javascript:alert(1))',
      '[x](javascript:alert`1`)',
      '[x](vbscript:x)',
      '[x](data:text/html,hi)',
      '[x](https://ok.example/a)',
      '[x](//evil.example)',
      '[**b**](http://a.b/c"onclick=alert(1))',
      '**',
      '_',
      '`',
      '```',
      '\n',
      '- ',
      '1. ',
      '[1]',
      'https://a.example/?q=1&b=<b>',
    ),
  ),
  { maxLength: 12 },
)

test('whatever is said, only harmless elements come out, and links lead to the web', () => {
  fc.assert(
    fc.property(nasty, (parts) => {
      const root = html(parts.join(''))
      for (const element of root.querySelectorAll('*')) {
        expect(TAGS).toContain(element.tagName)
        const names = element.getAttributeNames().filter((n) => !['class', 'dir'].includes(n))
        if (element.tagName !== 'A') expect(names).toEqual([])
        else {
          expect(names.sort()).toEqual(['href', 'rel', 'target'])
          expect(element.getAttribute('href')).toMatch(/^https?:\/\//)
          expect(element.getAttribute('rel')).toBe('noopener noreferrer nofollow')
        }
      }
    }),
    { numRuns: 1000 },
  )
})

test('no text is lost but the marks', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z .,!?]{0,60}$/), (text) => {
      expect((html(text).textContent ?? '').trim()).toBe(text.trim())
    }),
  )
})

test.each([
  ['**bold** and *lean*', '<p><strong>bold</strong> and <em>lean</em></p>'],
  ['snake_case_name 2*3*4', '<p>snake_case_name 2*3*4</p>'],
  ['`**not bold**`', '<p><code>**not bold**</code></p>'],
  ['one\ntwo\n\nthree', '<p>one<br>two</p><p>three</p>'],
  ['- a\n- **b**', '<ul><li>a</li><li><strong>b</strong></li></ul>'],
  ['1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
  ['```\n<b>\n```', '<pre>&lt;b&gt;</pre>'],
  ['Half a size. [1]', '<p>Half a size. <sup>1</sup></p>'],
  ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
  ['[x](javascript:alert)', '<p>x</p>'],
])('%j', (text, expected) => {
  expect(html(text).querySelector('.md')?.innerHTML).toBe(expected)
})

test('a bare address is a link without the full stop behind it', () => {
  expect(parse('See https://a.example/b.')).toEqual([
    {
      kind: 'p',
      children: [
        'See ',
        { kind: 'link', href: 'https://a.example/b', children: ['https://a.example/b'] },
        '.',
      ],
    },
  ])
})

test.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  '//evil.example',
  '/path',
  'mailto:a@b.c',
  '',
])('%j does not lead to the web', (address) => expect(webAddress(address)).toBeNull())

test('a pathological text is parsed in time', () => {
  const start = performance.now()
  for (const piece of ['*', '_', '[', '**a', '`', '[a](', 'https://']) parse(piece.repeat(2000))
  expect(performance.now() - start).toBeLessThan(2000)
})
