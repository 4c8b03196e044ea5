import type { Signal } from '@baton/api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wholeSentences } from '../../src/features/thread/live-turn'
import { applySignal, hasHole, seeded, type Turn, type TurnSignal, turnAfter } from '../../src/live/turns'

const started = (epoch = 1, turn_id = 't1'): Signal => ({
  type: 'turn.started',
  data: { conversation_id: 'c1', turn_id, epoch, stage: 'searching' },
})
const delta = (index: number, text: string, epoch = 1, turn_id = 't1'): Signal => ({
  type: 'message.delta',
  data: { conversation_id: 'c1', turn_id, epoch, index, text },
})
const run = (signals: Signal[], from?: Turn) => signals.reduce<Turn | undefined>(turnAfter, from)

test('deltas in any order, any number of times, read as one text', () => {
  const parts = ['At ', '26.4 ', 'cm ', 'you ', 'are ', 'a ', '42.']
  const shuffled = fc.shuffledSubarray([...parts.keys(), ...parts.keys()], { minLength: parts.length * 2 })
  fc.assert(
    fc.property(shuffled, (order) => {
      const turn = run([started(), ...order.map((index) => delta(index, parts[index] ?? ''))])
      expect(turn?.text).toBe(parts.join(''))
      expect(hasHole(turn)).toBe(false)
    }),
  )
})

test('a turn of an older epoch is void', () => {
  expect(run([started(2, 't2'), started(1, 't1'), delta(0, 'late', 1, 't1')])?.text).toBe('')
  expect(run([started(2, 't2'), delta(0, 'forged', 1, 't2')])?.text).toBe('')
})

test('a delta whose start was lost is a hole to be filled', () => {
  const turn = run([delta(2, 'c')])
  expect(turn).toMatchObject({ id: 't1', text: '' })
  expect(hasHole(turn)).toBe(true)
})

test('a straggler does not bring back a turn that is over', () => {
  const end: Signal = {
    type: 'turn.ended',
    data: { conversation_id: 'c9', turn_id: 't9', epoch: 1, outcome: 'fenced' },
  }
  const of9 = (signal: Signal) =>
    ({ ...signal, data: { ...signal.data, conversation_id: 'c9', turn_id: 't9' } }) as TurnSignal
  applySignal(of9(started()))
  applySignal(of9(delta(0, 'So')))
  applySignal(end)
  expect(applySignal(of9(delta(1, ' late')))).toBeUndefined()
})

test('a fenced turn disappears, an answered one stays until its message is there', () => {
  const end = (outcome: 'fenced' | 'answered'): Signal => ({
    type: 'turn.ended',
    data: { conversation_id: 'c1', turn_id: 't1', epoch: 1, outcome },
  })
  expect(run([started(), delta(0, 'So'), end('fenced')])).toBeUndefined()
  expect(run([started(), delta(0, 'So'), end('answered')])).toMatchObject({ text: 'So', ended: true })
})

test('what the server says joins what has arrived since', () => {
  const ahead = run([started(), delta(3, 'd')])
  const seed = { id: 't1', epoch: 1, stage: 'writing' as const, text: 'abc', next_index: 3 }
  expect(hasHole(ahead)).toBe(true)
  expect(seeded(ahead, seed)).toMatchObject({ text: 'abcd', next_index: 4 })
  expect(seeded(run([started(), delta(0, 'abcdef')]), { ...seed, text: 'ab', next_index: 1 })?.text).toBe(
    'abcdef',
  )
  expect(seeded(undefined, null)).toBeUndefined()
})

test('only whole sentences are read aloud', () => {
  expect(wholeSentences('They do. [1] If you sit betw')).toBe('They do.')
  expect(wholeSentences('They d')).toBe('')
})
