import fc from 'fast-check'
import * as preact from 'preact'
import { beforeEach, expect, test, vi } from 'vitest'
import { createRef, render, useContext, useEffect, useRef, useState } from '#dom'
import { type Child, createContext } from '../../src/dom'
import { jsx } from '../../src/dom/jsx-runtime'

/** A tree that both renderers can draw. */
type Tree = string | boolean | null | Tree[] | { tag: string; key?: string; props: object; children: Tree[] }

const Pair = ({ children }: { children?: unknown }) => children as never

function ours(tree: Tree): Child {
  if (Array.isArray(tree)) return tree.map(ours)
  if (tree === null || typeof tree !== 'object') return tree
  const props = { ...tree.props, children: tree.children.map(ours) }
  return jsx(tree.tag === 'Pair' ? Pair : tree.tag, props, tree.key)
}
function theirs(tree: Tree): preact.ComponentChildren {
  if (Array.isArray(tree)) return tree.map(theirs)
  if (tree === null || typeof tree !== 'object') return tree
  const { tag, key, props, children } = tree
  return preact.h((tag === 'Pair' ? Pair : tag) as string, { ...props, key }, children.map(theirs))
}

/** What the page shows: an attribute that is empty says as much as none, and `hidden` says it by being there. */
function shape(node: Node): unknown {
  if (!(node instanceof Element)) return node.nodeValue
  const attributes = [...node.attributes]
    .map(({ name, value }) => [name, name === 'hidden' ? true : value])
    .filter(([, value]) => value !== '')
    .sort()
  return [node.namespaceURI, node.localName, attributes, [...node.childNodes].map(shape)]
}

const props = fc.record(
  {
    class: fc.constantFrom('a', 'b', ''),
    title: fc.option(fc.string(), { nil: undefined }),
    hidden: fc.boolean(),
    tabIndex: fc.constantFrom(0, -1),
    'aria-expanded': fc.boolean(),
    'aria-label': fc.option(fc.string(), { nil: undefined }),
    dir: fc.constantFrom('auto', 'rtl'),
  },
  { requiredKeys: [] },
)
/** Siblings of one list have keys of their own, as in every list that the panel draws. */
const keyed = (node: fc.Arbitrary<Tree>) =>
  fc
    .uniqueArray(fc.constantFrom('k1', 'k2', 'k3', 'k4', 'k5', 'k6'), { maxLength: 6 })
    .chain((keys) =>
      fc.tuple(...keys.map((key) => node.map((each) => ({ tag: 'li', key, props: {}, children: [each] })))),
    )
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.string({ minLength: 1 }),
    fc.constantFrom(null, false, true),
    keyed(tie('tree')),
    fc.record({
      tag: fc.constantFrom('div', 'p', 'span', 'svg', 'Pair'),
      props,
      children: fc.array(tie('tree'), { maxLength: 4 }),
    }),
  ) as fc.Arbitrary<Tree>,
}))

let root: HTMLElement
beforeEach(() => {
  root = document.createElement('div')
  document.body.replaceChildren(root)
})

test('draws and changes any tree as Preact does', () => {
  fc.assert(
    fc.property(fc.array(tree, { minLength: 1, maxLength: 6 }), (steps) => {
      const [one, other] = [document.createElement('div'), document.createElement('div')]
      for (const step of steps) {
        render(ours(step), one)
        preact.render(theirs(step), other)
        expect(shape(one)).toEqual(shape(other))
      }
    }),
    { numRuns: 1000 },
  )
}, 60_000)

test('what keeps its key keeps its element, wherever it moves', () => {
  const list = (keys: string[]) => (
    <ul>
      {keys.map((key) => (
        <li key={key}>{key}</li>
      ))}
    </ul>
  )
  const elements = () => new Map([...root.querySelectorAll('li')].map((li) => [li.textContent, li]))
  const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'))
  fc.assert(
    fc.property(keys, keys, (before, after) => {
      render(list(before), root)
      const known = elements()
      render(list(after), root)
      expect([...elements().keys()]).toEqual(after)
      for (const [key, element] of elements()) if (known.has(key)) expect(element).toBe(known.get(key))
    }),
  )
})

test('what is in its place is not touched: the focus stays while rows come above it and go', () => {
  const draw = (above: string[]) =>
    render(
      <div>
        {above.map((text) => (
          <p key={text}>{text}</p>
        ))}
        <input key="field" />
        {above.length > 1 && <i />}
      </div>,
      root,
    )
  draw(['a'])
  const field = root.querySelector('input')
  field?.focus()
  const left = vi.fn()
  field?.addEventListener('blur', left)
  draw(['a', 'b', 'c'])
  draw(['c'])
  draw([])
  expect(document.activeElement).toBe(field)
  expect(left).not.toHaveBeenCalled()
})

test('a handler is exchanged, not added, and taken away', () => {
  const first = vi.fn()
  const second = vi.fn()
  const draw = (onClick?: () => void) => render(<button type="button" {...(onClick && { onClick })} />, root)
  const press = () => root.querySelector('button')?.click()
  draw(first)
  press()
  draw(second)
  press()
  draw()
  press()
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1])
})

test('a field shows what was drawn, whatever was typed into it', () => {
  const draw = (value: string, checked: boolean) =>
    render(
      <form>
        <textarea value={value} />
        <input type="checkbox" checked={checked} />
        <select value={value}>
          <option value="">none</option>
          <option>two</option>
        </select>
      </form>,
      root,
    )
  draw('two', true)
  const text = root.querySelector('textarea') as HTMLTextAreaElement
  const box = root.querySelector('input') as HTMLInputElement
  const choice = root.querySelector('select') as HTMLSelectElement
  expect([text.value, box.checked, choice.value]).toEqual(['two', true, 'two'])
  text.value = 'typed'
  box.checked = false
  draw('two', true)
  expect([text.value, box.checked]).toEqual(['two', true])
  draw('', false)
  expect([text.value, box.checked, choice.value]).toEqual(['', false, ''])
})

test('markup in any prop or text stays text', () => {
  const evil = '<img src=x onerror="window.__xss=1">'
  const odd = { dangerouslySetInnerHTML: { __html: evil }, innerHTML: evil, title: evil }
  render(<p {...(odd as object)}>{evil}</p>, root)
  expect(root.querySelector('img')).toBeNull()
  expect(root.textContent).toBe(evil)
})

test('state lives with its component; several changes make one drawing', async () => {
  const drawn = vi.fn()
  let add = () => {}
  function Counter() {
    const [count, setCount] = useState(0)
    drawn()
    add = () => setCount((now) => now + 1)
    return <b>{count}</b>
  }
  render(<Counter />, root)
  add()
  add()
  await Promise.resolve()
  expect(root.textContent).toBe('2')
  expect(drawn).toHaveBeenCalledTimes(2)
  render(<Counter key="another" />, root)
  expect(root.textContent).toBe('0')
})

test('effects run when the page shows it, children first, and are undone in turn', () => {
  const log: string[] = []
  function Part({ name, on, children }: { name: string; on: number; children?: never }) {
    const ref = useRef<HTMLElement>(null)
    useEffect(() => {
      log.push(`${name}${on} ${ref.current?.isConnected}`)
      return () => log.push(`undo ${name}${on}`)
    }, [on])
    return <b ref={ref}>{children}</b>
  }
  const draw = (on: number) =>
    render(
      <Part name="outer" on={on}>
        {(<Part name="inner" on={1} />) as never}
      </Part>,
      root,
    )
  draw(1)
  draw(1)
  expect(log).toEqual(['inner1 true', 'outer1 true'])
  draw(2)
  expect(log.splice(2)).toEqual(['undo outer1', 'outer2 true'])
  render(null, root)
  expect(log.splice(2)).toEqual(['undo outer2', 'undo inner1'])
})

test('a component that draws while an effect runs is drawn again, and what was removed runs no effect', () => {
  const late = vi.fn()
  function Late() {
    useEffect(late)
    return null
  }
  function First() {
    useEffect(() => render(<p>second</p>, root), [])
    return <i />
  }
  render([<First key="first" />, <Late key="late" />], root)
  expect(root.innerHTML).toBe('<p>second</p>')
  expect(late).not.toHaveBeenCalled()
})

test('a ref is null once its element has gone', () => {
  const ref = createRef<HTMLParagraphElement>()
  render(<p ref={ref} />, root)
  expect(ref.current?.tagName).toBe('P')
  render(null, root)
  expect(ref.current).toBeNull()
})

test('the nearest provider counts', () => {
  const Name = createContext<string>()
  const Show = () => <b>{useContext(Name) ?? 'nobody'}</b>
  render(
    <>
      <Show />
      <Name.Provider value="outer">
        <Name.Provider value="inner">
          <Show />
        </Name.Provider>
        <Show />
      </Name.Provider>
    </>,
    root,
  )
  expect(root.textContent).toBe('nobodyinnerouter')
})
