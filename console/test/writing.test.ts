import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setTyping, typing } from '../src/live/typing'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('who stops typing without saying so has stopped after five seconds', () => {
  setTyping('c1', 'visitor', null, true)
  vi.advanceTimersByTime(4_900)
  // Each signal begins the time anew.
  setTyping('c1', 'visitor', null, true)
  vi.advanceTimersByTime(4_900)
  expect(typing.get().get('c1')).toEqual({ who: 'visitor', name: null })
  vi.advanceTimersByTime(200)
  expect(typing.get().has('c1')).toBe(false)
})
