import { render } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { applyFormat } from '../src/lib/format'
import { parseInline } from '../src/lib/markdown'
import { Markdown, PlainText } from '../src/ui/markdown'

const html = (source: string) => render(<Markdown source={source} />).container.innerHTML

describe('Markdown', () => {
  test('renders the small subset', () => {
    expect(html('Yes. I set aside a **full set**:\n\n- `one`\n- *two*')).toBe(
      '<p>Yes. I set aside a <b>full set</b>:</p><ul><li><code>one</code></li><li><em>two</em></li></ul>',
    )
    expect(html('3. c\n4. d')).toBe('<ol start="3"><li>c</li><li>d</li></ol>')
    expect(html('> said\n\n```\na < b\n```')).toBe(
      '<blockquote>said</blockquote><pre><code>a &lt; b</code></pre>',
    )
  })

  test('never lets HTML or a script address through', () => {
    expect(html('<img src=x onerror=alert(1)>')).toBe('<p>&lt;img src=x onerror=alert(1)&gt;</p>')
    expect(html('[click](javascript:alert(1))')).not.toContain('<a')
    expect(html('[click](javascript:alert`1`)')).not.toContain('<a')
    expect(html('[click](vbscript:x)')).not.toContain('<a')
    expect(html('[click](data:text/html,x)')).not.toContain('<a')
    expect(html('[ok](https://example.com)')).toContain('rel="noopener noreferrer nofollow"')
  })

  test('leaves words with underscores and stars alone', () => {
    expect(html('snake_case_name and 2 * 3 * 4')).toBe('<p>snake_case_name and 2 * 3 * 4</p>')
  })

  test('finds links and citations', () => {
    expect(html('See https://example.com/a.')).toContain('href="https://example.com/a"')
    const cited = render(<Markdown source="Half a size. [1]" cite={(n, key) => <i key={key}>{n}</i>} />)
    expect(cited.container.innerHTML).toBe('<p>Half a size. <i>1</i></p>')
  })

  test('keeps what a visitor typed as it was typed', () => {
    const { container } = render(<PlainText source={'1. *why*\nhttps://example.com'} />)
    expect(container.textContent).toBe('1. *why*\nhttps://example.com')
    expect(container.querySelector('a')?.getAttribute('href')).toBe('https://example.com')
  })
})

describe('formats', () => {
  test('are put on and taken off', () => {
    const bold = applyFormat({ text: 'a word', start: 2, end: 6 }, 'bold')
    expect(bold).toEqual({ text: 'a **word**', start: 4, end: 8 })
    expect(applyFormat(bold, 'bold')).toEqual({ text: 'a word', start: 2, end: 6 })
  })

  test('lists take whole lines, links leave the address selected', () => {
    expect(applyFormat({ text: 'one\ntwo', start: 1, end: 7 }, 'list').text).toBe('- one\n- two')
    const link = applyFormat({ text: 'see here', start: 4, end: 8 }, 'link')
    expect(link.text.slice(link.start, link.end)).toBe('https://')
  })
})

test('a broken address is no link, and a link has no link in it', () => {
  expect(parseInline('see https://a.example:x/b now')).toEqual([
    { kind: 'text', text: 'see ' },
    { kind: 'text', text: 'https://a.example:x/b' },
    { kind: 'text', text: ' now' },
  ])
  expect(parseInline('[x](https://a.example:x/b)')).toEqual([
    { kind: 'text', text: '[x](https://a.example:x/b)' },
  ])
  expect(parseInline('[https://good.example](https://b.example)')).toEqual([
    { kind: 'link', href: 'https://b.example', children: [{ kind: 'text', text: 'https://good.example' }] },
  ])
})
