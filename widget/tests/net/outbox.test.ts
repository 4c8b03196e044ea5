import type { WidgetMessage } from '@baton/api'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Client, Refusal } from '../../src/net/client'
import { createOutbox, type Outbox } from '../../src/net/outbox'
import { createStore, type Store } from '../../src/state/store'
import { message, session } from '../fixtures'

const KEY = 'baton:a:outbox'
let open: Outbox[] = []

/** A server that stores each client id once. */
function server() {
  const stored = new Map<string, WidgetMessage>()
  const calls: string[] = []
  let fault: (() => Error | null) | null = null
  const client = {
    repost: async (_: string, { client_id, body }: { client_id: string; body: string }) => {
      calls.push(body)
      const error = fault?.()
      if (error) throw error
      const known = stored.get(client_id) ?? message(stored.size + 1, { client_id, body })
      stored.set(client_id, known)
      return known
    },
  } as unknown as Client
  return {
    client,
    calls,
    stored: () => [...stored.values()].map((m) => m.body),
    fail: (next: (() => Error | null) | null) => {
      fault = next
    },
  }
}
function tab(client: Client): { outbox: Outbox; store: Store } {
  const store = createStore()
  store.dispatch({ type: 'booted', session: session(), clock: 0, marks: [], asked: 0 })
  const outbox = createOutbox(KEY, store, client, () => 0)
  open.push(outbox)
  return { outbox, store }
}
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers()
})
afterEach(() => {
  for (const outbox of open) outbox.close()
  open = []
  vi.useRealTimers()
})

test('messages go out once, in order, and leave the device when they are stored', async () => {
  const { client, stored } = server()
  const { outbox, store } = tab(client)
  outbox.add('one')
  outbox.add('two')
  await settle()
  expect(stored()).toEqual(['one', 'two'])
  expect(store.state.outbox).toEqual([])
  expect(store.state.messages.map((m) => m.body)).toEqual(['one', 'two'])
  expect(localStorage.getItem(KEY)).toBeNull()
})

test('without a network they wait on the device, survive a reload, and are sent when it is back', async () => {
  const { client, fail, stored } = server()
  fail(() => new TypeError('Failed to fetch'))
  const first = tab(client)
  first.outbox.add('one')
  first.outbox.add('two')
  await settle()
  expect(first.store.state.outbox.map((d) => d.status)).toEqual(['waiting', 'waiting'])
  first.outbox.close()
  // On the device itself: what is only in memory ends with the page.
  expect(JSON.parse(localStorage.getItem(KEY) ?? '[]')).toHaveLength(2)

  const reloaded = tab(client)
  expect(reloaded.store.state.outbox.map((d) => d.body)).toEqual(['one', 'two'])
  fail(null)
  window.dispatchEvent(new Event('online'))
  await settle()
  expect(stored()).toEqual(['one', 'two'])
})

test('they are tried again by themselves, later each time', async () => {
  const { client, fail, calls, stored } = server()
  fail(() => new Refusal(503, {}))
  const { outbox } = tab(client)
  outbox.add('one')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(calls.length).toBeGreaterThan(2)
  expect(calls.length).toBeLessThan(7)
  fail(null)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(stored()).toEqual(['one'])
})

test('an answer that was lost does not store the message twice', async () => {
  const { client, stored, calls } = server()
  let lost = true
  const flaky = {
    repost: async (path: string, body: unknown) => {
      const answer = await client.repost(path, body)
      if (lost) {
        lost = false
        throw new TypeError('Failed to fetch')
      }
      return answer
    },
  } as unknown as Client
  const { outbox, store } = tab(flaky)
  outbox.add('one')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(calls).toHaveLength(2)
  expect(stored()).toEqual(['one'])
  expect(store.state.messages).toHaveLength(1)
})

test('a refused message stays with its fault, the next one is sent, and it may be tried again', async () => {
  const { client, fail, stored } = server()
  const { outbox, store } = tab(client)
  let once = true
  fail(() => {
    const error = once ? new Refusal(422, { code: 'validation_failed' }) : null
    once = false
    return error
  })
  outbox.add('bad')
  outbox.add('good')
  await settle()
  expect(stored()).toEqual(['good'])
  const [draft] = store.state.outbox
  expect(draft).toMatchObject({ body: 'bad', status: 'failed' })
  outbox.retry(draft?.client_id ?? '')
  await settle()
  expect(stored()).toEqual(['good', 'bad'])
})

test('a second tab shows what the first one writes, and drops what it has sent', async () => {
  const { client, fail, stored } = server()
  fail(() => new TypeError('Failed to fetch'))
  const one = tab(client)
  const two = tab(client)
  one.outbox.add('hello')
  window.dispatchEvent(new StorageEvent('storage', { key: KEY }))
  await settle()
  expect(two.store.state.outbox.map((d) => d.body)).toEqual(['hello'])
  fail(null)
  await Promise.all([one.outbox.flush(), two.outbox.flush()])
  expect(stored()).toEqual(['hello'])
  window.dispatchEvent(new StorageEvent('storage', { key: KEY }))
  expect(two.store.state.outbox).toEqual([])
})

test('where nothing can be written it still sends', async () => {
  const write = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('denied')
  })
  const { client, stored } = server()
  tab(client).outbox.add('one')
  await settle()
  expect(stored()).toEqual(['one'])
  write.mockRestore()
})
