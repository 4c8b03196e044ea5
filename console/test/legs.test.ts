import { expect, test } from 'vitest'
import { toStretches } from '../src/features/thread/legs'
import { at, baton, envelope, held, maya, message, waiting } from './fixtures'

const shape = (stretches: ReturnType<typeof toStretches>) =>
  stretches.map((each) =>
    each.kind === 'pass'
      ? `pass ${each.hold}`
      : `${each.hold}: ${each.items.map((item) => (item.kind === 'message' ? item.message.seq : item.kind)).join(' ')}`,
  )

test('a conversation is a relay of legs, cut where the baton passes', () => {
  const messages = [1, 2, 4, 6, 8].map((seq) => message({ seq, created_at: at(seq) }))
  const events = [
    envelope('conversation.created', { channel: 'widget', contact: { id: 'x', name: null } }, { at: at(1) }),
    envelope('conversation.tagged', { tag: 'a', tags: ['a'] }, { at: at(2) }),
    envelope('conversation.escalated', { baton: waiting() }, { at: at(3) }),
    envelope('conversation.claimed', { baton: held(maya, 3), from: 'nobody' }, { at: at(5) }),
    envelope('conversation.released', { baton: baton({ epoch: 4 }), from: 'person' }, { at: at(7) }),
  ]
  expect(shape(toStretches(messages, events, false))).toEqual([
    'ai: day 1 2 event',
    'pass wait',
    'wait: 4',
    'pass human',
    'human: 6',
    'pass ai',
    'ai: 8',
  ])
})

test('the first leg that is loaded has the holder of its time, not of the beginning', () => {
  const events = [envelope('conversation.claimed', { baton: held(maya), from: 'assistant' }, { at: at(2) })]
  expect(shape(toStretches([message({ seq: 9, created_at: at(9) })], events, true))).toEqual(['human: day 9'])
})

test('the message that was cut stands before the pass that cut it', () => {
  const cut = message({ seq: 1, role: 'assistant', state: 'cut', created_at: at(2) })
  const claimed = envelope('conversation.claimed', { baton: held(maya), from: 'assistant' }, { at: at(2) })
  expect(shape(toStretches([cut], [claimed], false))).toEqual(['ai: day 1', 'pass human'])
})

test('a new day is marked', () => {
  const messages = [
    message({ seq: 1, created_at: '2026-11-18T12:00:00.000Z' }),
    message({ seq: 2, created_at: '2026-11-20T12:00:00.000Z' }),
  ]
  expect(shape(toStretches(messages, [], false))).toEqual(['ai: day 1 day 2'])
})
