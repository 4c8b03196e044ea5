import { expect, test } from 'vitest'
import { undoing } from '../../src/features/inbox/desk/deeds'
import { NONE, stretched, toggled } from '../../src/features/inbox/desk/selection'
import { type Chosen, snoozedAgain } from '../../src/live/bulk/each'
import { at, conversation, held, maya, resolved, tomas, waiting } from '../fixtures'

const rows = ['a', 'b', 'c', 'd']

test('a row is selected and let go, and a stretch goes from the last one to this one, both ways', () => {
  const one = toggled(NONE, 'c')
  expect([...one.ids]).toEqual(['c'])
  expect([...stretched(one, 'a', rows).ids].sort()).toEqual(['a', 'b', 'c'])
  expect([...stretched(one, 'd', rows).ids].sort()).toEqual(['c', 'd'])
  expect([...toggled(one, 'c').ids]).toEqual([])
  // Without a beginning it is one row.
  expect([...stretched(NONE, 'b', rows).ids]).toEqual(['b'])
})

const back = (deed: Chosen, ...before: ReturnType<typeof conversation>[]) => undoing(deed, before, maya.id)

test('what was done to many is taken back of each as it was', () => {
  const mine = conversation({ id: 'mine', baton: held(maya), agent: maya })
  const theirs = conversation({ id: 'theirs', baton: held(tomas), agent: tomas, tags: ['vip'] })
  const queued = conversation({ id: 'queued', baton: waiting() })
  const closed = conversation({ id: 'closed', baton: resolved() })
  expect(back({ action: 'resolve' }, mine, queued, closed)).toEqual([
    [{ action: 'reopen' }, ['mine', 'queued']],
    [{ action: 'claim' }, ['mine']],
  ])
  // Whoever was responsible for one of them still is; whoever took the others is not.
  const toAi = conversation({ id: 'toAi', agent: tomas })
  expect(back({ action: 'claim' }, mine, queued, toAi)).toEqual([
    [{ action: 'release' }, ['queued', 'toAi']],
    [{ action: 'assign', user_id: null }, ['queued']],
  ])
  expect(back({ action: 'assign', user_id: null }, mine, theirs, queued)).toEqual([
    [{ action: 'assign', user_id: maya.id }, ['mine']],
    [{ action: 'assign', user_id: tomas.id }, ['theirs']],
    [{ action: 'assign', user_id: null }, ['queued']],
  ])
  // Who had the tag before keeps it.
  expect(back({ action: 'tag', name: 'VIP' }, mine, theirs)).toEqual([
    [{ action: 'untag', name: 'VIP' }, ['mine']],
  ])
})

test('what was put away before is put away again, each until its time; the others are not', () => {
  const open = conversation({ id: 'open' })
  const [a, b, c] = [
    conversation({ id: 'a', snoozed_until: at(30) }),
    conversation({ id: 'b', snoozed_until: at(40) }),
    conversation({ id: 'c', snoozed_until: at(30) }),
  ]
  const again = [
    [{ action: 'snooze', until: at(30) }, ['a', 'c']],
    [{ action: 'snooze', until: at(40) }, ['b']],
  ]
  expect(snoozedAgain([a, open, b, c])).toEqual(again)
  expect(back({ action: 'unsnooze' }, a, b, c)).toEqual(again)
  expect(back({ action: 'snooze', for: '1h' }, a, open, b, c)).toEqual([
    [{ action: 'unsnooze' }, ['open']],
    ...again,
  ])
})
