import type { WidgetCatchUp } from '@baton/api'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Client, Refusal } from '../../src/net/client'
import { createSync, type Sync } from '../../src/net/sync'
import { createStore } from '../../src/state/store'
import { catchUp, message, session } from '../fixtures'

let open: Sync | undefined
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  open?.close()
  vi.useRealTimers()
})

function setUp(answer: () => Promise<WidgetCatchUp>) {
  const store = createStore()
  store.dispatch({ type: 'booted', session: session(), clock: 0, marks: [], asked: 0 })
  const get = vi.fn(answer)
  const sync = createSync(store, { get } as unknown as Client, () => 1)
  open = sync
  return { store, get, sync, seqs: () => store.state.messages.map((each) => each.seq) }
}

test('what could not be asked is asked again until there is an answer', async () => {
  let broken = true
  const { get, sync, seqs } = setUp(async () => {
    if (broken) throw new TypeError('Failed to fetch')
    return catchUp({ items: [message(1)], last_seq: 1 })
  })
  await expect(sync.run()).rejects.toThrow('Failed to fetch')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(get.mock.calls.length).toBeGreaterThan(2)
  broken = false
  await vi.advanceTimersByTimeAsync(30_000)
  expect(seqs()).toEqual([1])
  const asked = get.mock.calls.length
  await vi.advanceTimersByTimeAsync(300_000)
  expect(get).toHaveBeenCalledTimes(asked)
})

test('a refusal is not asked again', async () => {
  const { get, sync } = setUp(async () => {
    throw new Refusal(403, {})
  })
  await expect(sync.run()).rejects.toThrow()
  await vi.advanceTimersByTimeAsync(300_000)
  expect(get).toHaveBeenCalledTimes(1)
})

test('a message that overtook another fetches it, also when the first try fails', async () => {
  let broken = true
  const { store, seqs } = setUp(async () => {
    if (broken) throw new Refusal(503, {})
    return catchUp({ items: [message(1), message(2)], last_seq: 2 })
  })
  store.dispatch({ type: 'message', message: message(2) })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(seqs()).toEqual([2])
  broken = false
  await vi.advanceTimersByTimeAsync(5_000)
  expect(seqs()).toEqual([1, 2])
})

test('nothing is asked once it is closed', async () => {
  const { get, sync } = setUp(async () => {
    throw new TypeError('Failed to fetch')
  })
  const asked = sync.run().catch(() => {})
  sync.close()
  await asked
  await vi.advanceTimersByTimeAsync(300_000)
  expect(get).toHaveBeenCalledTimes(1)
})
