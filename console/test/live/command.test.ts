import type { Conversation } from '@baton/api'
import { afterEach, expect, test, vi } from 'vitest'
import { api } from '../../src/lib/api'
import { createClient } from '../../src/lib/client'
import { keys } from '../../src/lib/keys'
import { conversationQuery } from '../../src/lib/queries'
import { createApplier } from '../../src/live/apply'
import { command } from '../../src/live/command'
import { conversation, envelope, maya } from '../fixtures'

const client = createClient()
const applier = createApplier(client, maya.id)
const tags = () => client.getQueryData<Conversation>(keys.conversation('c1'))?.tags

afterEach(() => {
  client.clear()
  vi.restoreAllMocks()
})

test('the answer to a command is shown', async () => {
  client.setQueryData(keys.conversation('c1'), conversation())
  const asked = vi.spyOn(api, 'conversation')
  await command(client, maya.id, 'c1', async () => conversation({ tags: ['vip'] }))
  expect(tags()).toEqual(['vip'])
  expect(asked).not.toHaveBeenCalled()
})

test('an answer that was overtaken by somebody else does not undo what they did', async () => {
  client.setQueryData(keys.conversation('c1'), conversation())
  vi.spyOn(api, 'conversation').mockResolvedValue(conversation({ tags: ['vip', 'boots'] }))
  await command(client, maya.id, 'c1', async () => {
    applier.event(envelope('conversation.tagged', { tag: 'boots', tags: ['vip', 'boots'] }))
    return conversation({ tags: ['vip'] })
  })
  expect(tags()).toEqual(['vip', 'boots'])
})

test('an answer that was on its way does not take back what the visitor has read since', async () => {
  client.setQueryData(keys.conversation('c1'), conversation())
  await command(client, maya.id, 'c1', async () => {
    applier.signal({ type: 'read', data: { conversation_id: 'c1', who: 'visitor', seq: 3, at: 't1' } })
    return conversation({ tags: ['vip'] })
  })
  const shown = client.getQueryData<Conversation>(keys.conversation('c1'))
  expect([shown?.tags, shown?.visitor_read]).toEqual([['vip'], { seq: 3, at: 't1' }])
})

test('an older answer still tells what the visitor has read', async () => {
  const known = conversation({ last_seq: 9 })
  client.setQueryData(keys.conversation('c1'), known)
  const older = conversation({ last_seq: 8, visitor_read: { seq: 3, at: 't1' } })
  vi.spyOn(api, 'conversation').mockResolvedValue(older)
  await client.fetchQuery({ ...conversationQuery('c1'), staleTime: 0 })
  expect(client.getQueryData(keys.conversation('c1'))).toEqual({ ...known, visitor_read: older.visitor_read })
})
