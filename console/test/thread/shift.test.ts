import type { BulkResult, Teammate } from '@baton/api'
import { expect, test } from 'vitest'
import { colleagues, partings, refusals } from '../../src/features/shell/shift/partings'
import { conversation, maya, tomas } from '../fixtures'

const NOW = Date.parse('2026-11-20T15:00:00Z')
const mate = (id: string, more: Partial<Teammate>): Teammate => ({
  id,
  name: id,
  role: 'editor',
  online: false,
  away: false,
  available: false,
  viewing: [],
  ...more,
})

test('colleagues are those who may reply and are not away, those who are there first', () => {
  const team = [
    mate(maya.id, { available: true }),
    mate('offline', {}),
    mate('viewer', { role: 'viewer', online: true }),
    mate('away', { away: true }),
    mate('there', { available: true, online: true }),
  ]
  expect(colleagues(team, maya.id).map(({ id }) => id)).toEqual(['there', 'offline'])
})

test('each conversation goes where it is said, to the assistant unless told otherwise; what stays is not named', () => {
  const held = ['a', 'b', 'c', 'd', 'e'].map((id) => conversation({ id }))
  const choices = {
    b: { to: 'assistant', word: ' No discounts ' },
    c: { to: tomas.id, word: 'Wants boots' },
    d: { to: 'park', word: 'lost' },
    e: { to: 'keep', word: '' },
  }
  expect(partings(held, choices, NOW)).toEqual([
    { to: 'assistant', conversation_id: 'a', order: null, expires_at: null },
    { to: 'assistant', conversation_id: 'b', order: 'No discounts', expires_at: '2026-11-21T15:00:00.000Z' },
    { to: 'colleague', conversation_id: 'c', user_id: tomas.id, note: 'Wants boots' },
    { to: 'park', conversation_id: 'd' },
  ])
})

test('each refusal says why, by the field where one is wrong', () => {
  const problem = (more: object) => ({
    status: 409,
    code: 'conflict',
    title: '',
    detail: 'No',
    request_id: '',
    ...more,
  })
  const rows = [
    { id: 'a', conversation: conversation({ id: 'a' }), problem: null },
    { id: 'b', conversation: null, problem: problem({}) },
    { id: 'c', conversation: null, problem: problem({ fields: { user_id: 'Jonas is away.' } }) },
  ] as BulkResult[]
  expect([...refusals(rows)]).toEqual([
    ['b', 'No'],
    ['c', 'Jonas is away.'],
  ])
})
