import type { Message } from '@baton/api'
import { afterEach, expect, test, vi } from 'vitest'
import { loadBackTo } from '../../src/features/thread/reading/use-show-found'
import { api, type Slice } from '../../src/lib/api'
import { createClient } from '../../src/lib/client'
import { keys } from '../../src/lib/keys'
import { message } from '../fixtures'

const client = createClient()
const key = keys.messages('c1')
const said = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => message({ seq: from + n, id: `m${from + n}` }))
const seqs = () => client.getQueryData<Slice<Message>>(key)?.items.map((each) => each.seq) ?? []

afterEach(() => {
  client.clear()
  vi.restoreAllMocks()
})

/** A server with messages 1 to 300. */
const answers = () =>
  vi.spyOn(api, 'messages').mockImplementation(async (_, { before = 301, limit = 50 }) => {
    const from = Math.max(1, before - limit)
    return { items: said(from, before - 1), has_more: from > 1 }
  })

test('what lies between a message and what is shown is loaded, without a hole', async () => {
  client.setQueryData<Slice<Message>>(key, { items: said(251, 300), has_more: true })
  const asked = answers()
  const loading = loadBackTo(client, 'c1', 120)
  // Something is said meanwhile.
  client.setQueryData<Slice<Message>>(key, { items: said(251, 301), has_more: true })
  await loading
  expect(asked).toHaveBeenCalledTimes(2)
  expect(seqs()).toEqual(said(51, 301).map((each) => each.seq))
  expect(client.getQueryData<Slice<Message>>(key)?.has_more).toBe(true)
})

test('what is there already is not asked for', async () => {
  client.setQueryData<Slice<Message>>(key, { items: said(251, 300), has_more: true })
  const asked = answers()
  await loadBackTo(client, 'c1', 251)
  await loadBackTo(client, 'gone', 1)
  expect(asked).not.toHaveBeenCalled()
})
