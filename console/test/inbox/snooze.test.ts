import type { Envelope } from '@baton/api'
import { expect, test } from 'vitest'
import { belongs, type ConversationFilter } from '../../src/lib/filters'
import { conversationAfter } from '../../src/live/reduce'
import { at, conversation, envelope, maya, message, tomas } from '../fixtures'

const ALL: ConversationFilter = { view: 'all', sort: 'newest' }
const SNOOZED: ConversationFilter = { ...ALL, status: 'snoozed' }
const away = conversation({ snoozed_until: at(50) })
const after = (event: Envelope) => conversationAfter(away, event, maya.id)

test('what is put away is in one list only', () => {
  expect([belongs(ALL, away, maya.id), belongs(SNOOZED, away, maya.id)]).toEqual([false, true])
  expect([belongs(ALL, conversation(), maya.id), belongs(SNOOZED, conversation(), maya.id)]).toEqual([
    true,
    false,
  ])
})

test('a visitor’s message brings it back, a teammate’s does not', () => {
  const said = (change: object) => envelope('message.created', { message: message({ seq: 2, ...change }) })
  expect(after(said({ role: 'user' })).snoozed_until).toBeNull()
  expect(after(said({ role: 'human-agent', author: tomas })).snoozed_until).toBe(at(50))
})

test('when its time comes it is on top; who takes it out leaves it where it was', () => {
  const system = { kind: 'system', id: null, name: null } as const
  const over = after(envelope('conversation.unsnoozed', {}, { at: at(50), actor: system }))
  expect([over.snoozed_until, over.last_activity_at]).toEqual([null, at(50)])
  const taken = after(envelope('conversation.unsnoozed', {}, { at: at(9) }))
  expect([taken.snoozed_until, taken.last_activity_at]).toEqual([null, away.last_activity_at])
  const put = conversationAfter(conversation(), envelope('conversation.snoozed', { until: at(40) }), maya.id)
  expect(put.snoozed_until).toBe(at(40))
})
