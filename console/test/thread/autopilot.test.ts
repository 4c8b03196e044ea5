import type { Envelope, HeldAnswer } from '@baton/api'
import { expect, test } from 'vitest'
import { countdown, heldNow } from '../../src/features/thread/autopilot/held-now'
import { conversationAfter } from '../../src/live/reduce'
import { conversation, envelope } from '../fixtures'

const answer = (id: string, change: Partial<HeldAnswer> = {}): HeldAnswer => ({
  id,
  conversation_id: 'c1',
  turn_id: 't1',
  kind: 'answer',
  body: 'They run half a size small. [1]',
  citations: [],
  unseen: 'send',
  state: 'held',
  held_at: '2026-11-20T10:00:00Z',
  due_at: '2026-11-20T10:00:30Z',
  decided_at: null,
  decided_by: null,
  ...change,
})
const held = (one: HeldAnswer): Envelope => envelope('answer.held', { answer: one })
const decided = (one: HeldAnswer): Envelope => envelope('answer.decided', { answer: one })

test('what waits is the last answer that nobody decided on, as it was told last', () => {
  const [one, two] = [answer('one'), answer('two')]
  expect(heldNow([])).toBeNull()
  expect(heldNow([held(one)])).toBe(one)
  const longer = answer('one', { due_at: '2026-11-20T10:03:00Z' })
  expect(heldNow([held(one), held(longer)])).toBe(longer)
  expect(heldNow([held(one), decided(answer('one', { state: 'passed' }))])).toBeNull()
  expect(heldNow([held(one), decided(answer('one', { state: 'void' })), held(two)])).toBe(two)
})

test('the time that is left is told in minutes and seconds, and is over at the end', () => {
  const now = Date.parse('2026-11-20T10:00:00Z')
  expect(countdown('2026-11-20T10:00:30Z', now)).toBe('0:30')
  expect(countdown('2026-11-20T10:10:00Z', now)).toBe('10:00')
  expect(countdown('2026-11-20T10:01:05Z', now + 400)).toBe('1:05')
  expect(countdown('2026-11-20T10:00:00Z', now)).toBeNull()
})

test('a conversation says until when its answer is held, and no more once somebody decided', () => {
  const before = conversation({ turn: { id: 't1', epoch: 1, stage: 'writing', text: '', next_index: 0 } })
  const waits = conversationAfter(before, held(answer('one')), 'me')
  expect(waits).toMatchObject({ turn: null, held_until: '2026-11-20T10:00:30Z' })
  expect(conversationAfter(waits, decided(answer('one', { state: 'sent' })), 'me').held_until).toBeNull()
})
