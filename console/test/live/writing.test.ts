import type { Person } from '@baton/api'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setWriting, writing } from '../../src/live/writing'
import { maya, tomas } from '../fixtures'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})

const writers = () =>
  (writing.get().get('c1') ?? []).map(({ by, note }) => `${by?.name ?? 'visitor'}${note ? ' note' : ''}`)
const start = (by: Person | null, note = false) => setWriting('c1', by, note, true)

test('who stops writing without saying so has stopped after five seconds', () => {
  start(null)
  vi.advanceTimersByTime(4_900)
  // Each signal begins the time anew.
  start(null)
  vi.advanceTimersByTime(4_900)
  expect(writers()).toEqual(['visitor'])
  vi.advanceTimersByTime(200)
  expect(writing.get().has('c1')).toBe(false)
})

test('several write at once, each for themselves, in the order in which they began', () => {
  start(tomas)
  start(null)
  start(maya, true)
  expect(writers()).toEqual(['Tomás Ferreira', 'visitor', 'Maya Lindqvist note'])
  start(tomas, true)
  expect(writers()).toEqual(['Tomás Ferreira note', 'visitor', 'Maya Lindqvist note'])
  setWriting('c1', null, false, false)
  expect(writers()).toEqual(['Tomás Ferreira note', 'Maya Lindqvist note'])
  vi.advanceTimersByTime(4_000)
  start(maya, true)
  vi.advanceTimersByTime(1_500)
  expect(writers()).toEqual(['Maya Lindqvist note'])
})

test('a list says it after two seconds, and a signal that repeats what is known draws nothing anew', () => {
  const lasting = () => writing.get().get('c1')?.[0]?.lasting
  start(null)
  const before = writing.get()
  vi.advanceTimersByTime(1_900)
  start(null)
  expect(writing.get()).toBe(before)
  expect(lasting()).toBe(false)
  vi.advanceTimersByTime(200)
  expect(lasting()).toBe(true)
  start(null)
  expect(lasting()).toBe(true)
})
