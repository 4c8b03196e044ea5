import type { Brief, Envelope, StandingOrder } from '@baton/api'
import { expect, test } from 'vitest'
import { asText, failureText, labelOf } from '../src/features/thread/brief/as-text'
import '../src/features/thread/brief/words'
import { briefPlace, type Stretch } from '../src/features/thread/legs'
import { inForce } from '../src/features/thread/orders/in-force'
import { untilOf } from '../src/features/thread/orders/lasting'

const NOW = Date.parse('2026-11-20T15:00:00Z')

const brief: Brief = {
  written_by: 'trace',
  is_being_written: false,
  assistant: 'Scout',
  escalated_at: null,
  reason: null,
  topic: 'storm shell',
  wants: [{ seq: 1, text: 'I need L' }],
  summary: null,
  known: [{ label: 'name', value: 'Hannah', seq: null }],
  tried: [{ seq: 2, text: 'A return label', sources: [{ title: 'Returns', url: null }] }],
  failed: [{ how: 'declined', seq: 3, text: 'a navy one?', detail: null }],
  collected: [],
  first_line: { text: 'Hi Hannah.', language: 'en' },
}

test('a brief is copied as one line for each row that says something', () => {
  expect(asText(brief).split('\n')).toEqual([
    'From the trace',
    'Wants: I need L',
    'Known: Name: Hannah',
    'Tried: A return label (Returns)',
    'Failed: No source for “a navy one?”',
    'First line: Hi Hannah.',
  ])
  expect(asText({ ...brief, written_by: 'model' }).split('\n')[0]).toBe('Written by the model')
  const told = { ...brief, summary: { seq: 4, text: 'Wants a refund.' } }
  expect(asText(told)).toContain('Wants: I need L / In Scout’s words: Wants a refund.')
})

test('fields of a form are called by their keys, and each failure is told in its own words', () => {
  expect(labelOf({ label: 'group_size', value: '24', seq: null })).toBe('Group size')
  const failed = { seq: 1, text: 'x', detail: null }
  expect(failureText({ ...failed, how: 'unreachable' }, 'Scout')).toBe('Scout could not be reached for “x”')
  expect(failureText({ ...failed, how: 'said' }, 'Scout')).toBe('Did not work: x')
  expect(failureText({ ...failed, how: 'rated_down' }, 'Scout')).toBe('Did not help: “x”')
})

const order = (id: string, expires_at: string | null): StandingOrder => ({
  id,
  conversation_id: 'c',
  author: { id: 'u', name: 'Maya' },
  body: id,
  created_at: '2026-11-20T14:00:00Z',
  expires_at,
})
const told = (type: 'standing_order.left' | 'standing_order.removed', one: StandingOrder) =>
  ({ type, data: { order: one } }) as Envelope

test('an order is in force from when it is left until its time, or until it is taken away', () => {
  const [open, soon, over] = [
    order('open', null),
    order('soon', '2026-11-20T15:00:01Z'),
    order('over', '2026-11-20T15:00:00Z'),
  ]
  const events = [open, soon, over].map((one) => told('standing_order.left', one))
  const ids = (all: Envelope[], now = NOW) => inForce(all, now).map(({ id }) => id)
  expect(ids(events)).toEqual(['open', 'soon'])
  expect(ids(events, NOW + 1_000)).toEqual(['open'])
  expect(ids([...events, told('standing_order.removed', open)])).toEqual(['soon'])
})

test('an order lasts until the night of the reader, a day, a week, or for good', () => {
  const tonight = new Date(untilOf('today', NOW) ?? '')
  expect([tonight.getHours(), tonight.getMinutes(), tonight.getTime() > NOW]).toEqual([23, 59, true])
  expect(tonight.getTime() - NOW).toBeLessThanOrEqual(25 * 3_600_000)
  // In the last minute of a day it is the next night.
  const late = new Date(2026, 10, 20, 23, 59, 30).getTime()
  expect(untilOf('today', late)).toBe(new Date(2026, 10, 21, 23, 59).toISOString())
  expect(untilOf('day', NOW)).toBe('2026-11-21T15:00:00.000Z')
  expect(untilOf('week', NOW)).toBe('2026-11-27T15:00:00.000Z')
  expect(untilOf('open', NOW)).toBeNull()
})

test('the brief stands at the end while somebody waits, then before whoever took over', () => {
  const pass = (type: string): Stretch => ({
    kind: 'pass',
    key: type,
    hold: 'ai',
    event: { type } as Envelope,
  })
  const leg: Stretch = { kind: 'leg', key: 'leg', hold: 'ai', items: [] }
  const waiting = [leg, pass('conversation.escalated'), leg]
  expect(briefPlace(waiting, true)).toBe(3)
  const held = [...waiting, pass('conversation.claimed'), leg, pass('conversation.claimed'), leg]
  expect(briefPlace(held, false)).toBe(3)
  // Claimed here, and the event is still on its way.
  expect(briefPlace(waiting, false)).toBe(3)
  const again = [
    ...held,
    pass('conversation.released'),
    leg,
    pass('conversation.escalated'),
    pass('conversation.claimed'),
  ]
  expect(briefPlace(again, false)).toBe(10)
})
