import type { Conversation, Message } from '@baton/api'
import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { api, type Slice } from '../src/lib/api'
import { createClient } from '../src/lib/client'
import { keys } from '../src/lib/keys'
import { conversationQuery, messagesQuery } from '../src/lib/queries'
import { createApplier } from '../src/live/apply'
import { turns } from '../src/live/turns'
import { conversation, envelope, held, maya, message } from './fixtures'

const client = createClient()
let applier: ReturnType<typeof createApplier>

beforeEach(() => {
  vi.useFakeTimers()
  applier = createApplier(client, maya.id)
})
afterEach(() => {
  applier.stop()
  client.clear()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const said = (seq: number) => envelope('message.created', { message: message({ seq, id: `m${seq}` }) })

/** A server whose first answer is on its way when more happens, and whose later ones are up to date. */
function answersLate<T>(first: T, then: T) {
  let release = () => {}
  const late = new Promise<T>((resolve) => {
    release = () => resolve(first)
  })
  let asked = 0
  return { ask: () => (asked++ ? Promise.resolve(then) : late), release: () => release() }
}

test('a message that is stored while the thread is on its way is not missing in it', async () => {
  const page = (...seqs: number[]): Slice<Message> => ({
    items: seqs.map((seq) => message({ seq, id: `m${seq}` })),
    has_more: false,
  })
  const server = answersLate(page(1), page(2))
  vi.spyOn(api, 'messages').mockImplementation(server.ask)
  const leave = new QueryObserver(client, messagesQuery('c1')).subscribe(() => {})
  client.setQueryData(keys.conversation('c1'), conversation())
  applier.event(said(2))
  server.release()
  await vi.advanceTimersByTimeAsync(3_000)
  expect(client.getQueryData<Slice<Message>>(keys.messages('c1'))?.items.map(({ seq }) => seq)).toEqual([1, 2])
  leave()
})

test('a tag that is set while the conversation is on its way is on it', async () => {
  const server = answersLate<Conversation>(conversation(), conversation({ tags: ['vip'] }))
  vi.spyOn(api, 'conversation').mockImplementation(server.ask)
  const leave = new QueryObserver(client, conversationQuery('c1')).subscribe(() => {})
  applier.event(envelope('conversation.tagged', { tag: 'vip', tags: ['vip'] }))
  server.release()
  await vi.advanceTimersByTimeAsync(3_000)
  expect(client.getQueryData<Conversation>(keys.conversation('c1'))?.tags).toEqual(['vip'])
  leave()
})

test('words of an answer that come after its message bring no ghost', () => {
  client.setQueryData(keys.conversation('c1'), conversation({ baton: held(maya, 1) }))
  const answer = message({ seq: 2, role: 'assistant', turn_id: 't9' })
  applier.event(envelope('message.created', { message: answer }))
  applier.signal({
    type: 'message.delta',
    data: { conversation_id: 'c1', turn_id: 't9', epoch: 1, index: 0, text: 'late' },
  })
  applier.signal({
    type: 'turn.started',
    data: { conversation_id: 'c1', turn_id: 't9', epoch: 1, stage: 'searching' },
  })
  expect(turns.get().get('c1')).toBeUndefined()
  expect(client.getQueryData<Conversation>(keys.conversation('c1'))?.turn).toBeNull()
})
