import type { Conversation, Message } from '@baton/api'
import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { api, type Slice } from '../../src/lib/api'
import { createClient } from '../../src/lib/client'
import { keys } from '../../src/lib/keys'
import { conversationQuery, messagesQuery } from '../../src/lib/queries'
import { createApplier } from '../../src/live/apply'
import { putConversation } from '../../src/live/cache'
import { turns } from '../../src/live/turns'
import { writing } from '../../src/live/writing'
import { conversation, envelope, held, maya, message, tomas } from '../fixtures'

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
  expect(client.getQueryData<Slice<Message>>(keys.messages('c1'))?.items.map(({ seq }) => seq)).toEqual([
    1, 2,
  ])
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

test('a contact that is corrected is shown so in every row of theirs', () => {
  client.setQueryData(keys.conversation('c1'), conversation())
  const contact = { id: 'hannah', name: 'Hannah B.', email: 'h@example.com', phone: null }
  applier.event(envelope('contact.updated', { contact }, { conversation_id: null }))
  expect(client.getQueryData<Conversation>(keys.conversation('c1'))?.contact).toMatchObject({
    name: 'Hannah B.',
    email: 'h@example.com',
  })
})

test('what the reader has seen on another screen is read here, and only theirs', () => {
  client.setQueryData(keys.conversation('c1'), conversation({ unread: 1, last_seq: 4 }))
  const seen = (user_id: string, seq: number) =>
    applier.signal({ type: 'seen', data: { conversation_id: 'c1', user_id, seq } })
  const unread = () => client.getQueryData<Conversation>(keys.conversation('c1'))?.unread
  seen('tomas', 4)
  expect(unread()).toBe(1)
  seen(maya.id, 4)
  expect(unread()).toBe(0)
})

test('how much came after what the reader has seen elsewhere is asked for, in the list and in the thread', async () => {
  client.setQueryData(keys.conversation('c1'), conversation({ unread: 3, last_seq: 6 }))
  applier.signal({ type: 'seen', data: { conversation_id: 'c1', user_id: maya.id, seq: 5 } })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(client.getQueryState(keys.conversation('c1'))?.isInvalidated).toBe(true)
})

test('an answer that was overtaken undoes nothing', () => {
  client.setQueryData(keys.conversation('c1'), conversation({ baton: held(tomas, 5) }))
  putConversation(client, conversation({ baton: held(maya, 4) }), maya.id)
  expect(client.getQueryData<Conversation>(keys.conversation('c1'))?.baton.person).toEqual(tomas)
})

test('what happens to an unknown conversation while it is on its way is in its row', async () => {
  const filter = { view: 'all', sort: 'newest' } as const
  client.setQueryData(keys.list(filter), {
    pages: [{ items: [], next_cursor: null }],
    pageParams: [undefined],
  })
  const server = answersLate(conversation(), conversation({ tags: ['vip'] }))
  vi.spyOn(api, 'conversation').mockImplementation(server.ask)
  applier.event(said(1))
  applier.event(envelope('conversation.tagged', { tag: 'vip', tags: ['vip'] }))
  server.release()
  await vi.advanceTimersByTimeAsync(0)
  const list = client.getQueryData<{ pages: { items: Conversation[] }[] }>(keys.list(filter))
  expect(list?.pages[0]?.items.map(({ tags }) => tags)).toEqual([['vip']])
})

test('what the visitor has read is shown, and never goes back', () => {
  client.setQueryData(keys.conversation('c1'), conversation())
  const read = (who: 'visitor' | 'person', seq: number, at: string) =>
    applier.signal({ type: 'read', data: { conversation_id: 'c1', who, seq, at } })
  const shown = () => client.getQueryData<Conversation>(keys.conversation('c1'))?.visitor_read
  read('person', 9, 't0')
  expect(shown()).toEqual({ seq: 0, at: null })
  read('visitor', 3, 't1')
  read('visitor', 2, 't2')
  expect(shown()).toEqual({ seq: 3, at: 't1' })
})

test('who writes is shown but for the reader, until what they wrote is here', () => {
  const write = (by: typeof maya | null, note = false) =>
    applier.signal({ type: 'writing', data: { conversation_id: 'c1', by, note, on: true } })
  const writers = () => (writing.get().get('c1') ?? []).map((each) => each.by?.id ?? 'visitor')
  write(maya)
  write(tomas, true)
  write(null)
  expect(writers()).toEqual([tomas.id, 'visitor'])
  applier.event(said(2))
  expect(writers()).toEqual([tomas.id])
  const note = {
    id: 'n1',
    conversation_id: 'c1',
    author: tomas,
    body: 'look',
    mentions: [],
    client_id: 'x',
    created_at: 't',
  }
  applier.event(envelope('note.created', { note }))
  expect(writers()).toEqual([])
})
