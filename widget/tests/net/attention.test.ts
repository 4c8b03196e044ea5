import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAttention } from '../../src/net/attention'
import type { Client } from '../../src/net/client'
import { createStore } from '../../src/state/store'
import { baton, session } from '../fixtures'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  const store = createStore()
  store.dispatch({ type: 'booted', session: session(), clock: 0, marks: [], asked: 0 })
  const post = vi.fn(async () => {})
  const attention = createAttention(store, { post } as unknown as Client, () => true)
  return { store, post, attention }
}

test('typing is told at most once in two seconds, and that it ended', async () => {
  const { post, attention } = setUp()
  for (let key = 0; key < 30; key++) {
    attention.typed()
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(post.mock.calls).toEqual([
    ['typing', { on: true }],
    ['typing', { on: true }],
  ])
  await vi.advanceTimersByTimeAsync(4_000)
  expect(post).toHaveBeenLastCalledWith('typing', { on: false })
  attention.close()
})

test('a person who stops typing without saying so has stopped after five seconds', async () => {
  const { store, attention } = setUp()
  store.dispatch({ type: 'baton', baton: baton(1, 'person', 'Maya') })
  const data = { conversation_id: session().conversation.id, who: 'person' as const, on: true, name: 'Maya' }
  store.dispatch({ type: 'typing', data })
  expect(store.state.typing).toEqual({ name: 'Maya' })
  await vi.advanceTimersByTimeAsync(4_900)
  expect(store.state.typing).not.toBeNull()
  await vi.advanceTimersByTimeAsync(200)
  expect(store.state.typing).toBeNull()
  attention.close()
})
