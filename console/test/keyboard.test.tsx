import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HELP } from '../src/features/shell/help'
import { BINDINGS } from '../src/lib/keyboard/shortcuts'
import { chord, listen, useShortcut } from '../src/lib/keyboard/use-shortcut'
import { choose } from '../src/lib/settings'

let stop = () => {}
beforeEach(() => {
  stop = listen()
})
afterEach(() => {
  stop()
  choose({ singleKeys: true })
})

function Page({ claim, inbox, help }: { claim: () => unknown; inbox: () => unknown; help?: () => unknown }) {
  useShortcut('claim', claim)
  useShortcut('goInbox', inbox)
  useShortcut('help', help ?? (() => {}))
  return (
    <>
      <textarea aria-label="text" />
      <div role="menu">
        <button type="button">item</button>
      </div>
    </>
  )
}
const press = (key: string, init: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.body, { key, ...init })

test('a single key acts outside of text fields and menus only', () => {
  const claim = vi.fn()
  render(<Page claim={claim} inbox={vi.fn()} />)
  press('c')
  fireEvent.keyDown(screen.getByLabelText('text'), { key: 'c' })
  fireEvent.keyDown(screen.getByText('item'), { key: 'c' })
  press('c', { isComposing: true })
  expect(claim).toHaveBeenCalledTimes(1)
})

test('single keys can be turned off', () => {
  const claim = vi.fn()
  choose({ singleKeys: false })
  render(<Page claim={claim} inbox={vi.fn()} />)
  press('c')
  expect(claim).not.toHaveBeenCalled()
})

test('G then I goes to the inbox', () => {
  const inbox = vi.fn()
  render(<Page claim={vi.fn()} inbox={inbox} />)
  press('g')
  press('i')
  expect(inbox).toHaveBeenCalledTimes(1)
})

test('the one that came last is asked first, and may pass the key on', () => {
  const outer = vi.fn()
  const inner = vi.fn(() => false)
  render(<Page claim={outer} inbox={vi.fn()} />)
  render(<Page claim={inner} inbox={vi.fn()} />)
  press('c')
  expect([inner.mock.calls.length, outer.mock.calls.length]).toEqual([1, 1])
})

test('keys are known by what they write, or by their place where the layout is not Latin', () => {
  const key = (init: KeyboardEventInit) => chord(new KeyboardEvent('keydown', init))
  expect(key({ key: 'c', code: 'KeyC' })).toBe('C')
  expect(key({ key: 'с', code: 'KeyC' })).toBe('C')
  expect(key({ key: '¡', code: 'Digit1', altKey: true })).toBe('Alt+1')
  expect(key({ key: 'P', code: 'KeyP', ctrlKey: true, shiftKey: true })).toBe('Mod+Shift+P')
  expect(key({ key: '?', code: 'Slash', shiftKey: true })).toBe('?')
})

test('the help names no key that does nothing', () => {
  const known = new Set(BINDINGS.flatMap((binding) => binding.keys.split(/[ +]/)))
  const names = { '↵': 'Enter', Esc: 'Escape', '1–5': '1', 'Alt+1–3': 'Alt' } as Record<string, string>
  const shown = HELP.flat().flatMap((group) => group.rows.flatMap((row) => row.keys))
  for (const key of shown) expect(known).toContain(names[key] ?? key)
})
