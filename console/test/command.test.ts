import type { Conversation } from '@baton/api'
import { afterEach, expect, test, vi } from 'vitest'
import { api } from '../src/lib/api'
import { createClient } from '../src/lib/client'
import { keys } from '../src/lib/keys'
import { createApplier } from '../src/live/apply'
import { command } from '../src/live/command'
import { conversation, envelope, maya } from './fixtures'

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
