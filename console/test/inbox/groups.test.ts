import { expect, test } from 'vitest'
import { type Entry, grouped, soonMs, urgencyOf } from '../../src/features/inbox/desk/groups'
import { at, conversation, waiting } from '../fixtures'

const MINUTE = 60_000
const FIVE = 5 * MINUTE
const now = (minute: number) => Date.parse(at(minute))

// R051: grouped by the target, longest wait first.
test('who waits passes from within the target to due soon to over it as time goes by', () => {
  expect(urgencyOf(at(0), now(0), FIVE)).toBe('within')
  expect(urgencyOf(at(0), now(4) - 1, FIVE)).toBe('within')
  expect(urgencyOf(at(0), now(4), FIVE)).toBe('soon')
  expect(urgencyOf(at(0), now(5) - 1, FIVE)).toBe('soon')
  expect(urgencyOf(at(0), now(5), FIVE)).toBe('over')
})

test('due soon is a fifth of the target, a minute at least, never more than half', () => {
  expect(soonMs(MINUTE)).toBe(MINUTE / 2)
  expect(soonMs(FIVE)).toBe(MINUTE)
  expect(soonMs(60 * MINUTE)).toBe(12 * MINUTE)
})

const told = (entries: Entry[]) =>
  entries.map((entry) =>
    'row' in entry
      ? `${entry.row.id}@${entry.index}`
      : `${entry.urgency} ${entry.count}${entry.more ? '+' : ''}`,
  )
const row = (id: string, since: number) => conversation({ id, baton: waiting(at(since)) })

test('each group has a heading with how many are in it, and only the last may have more', () => {
  const rows = [row('a', 0), row('b', 1), row('c', 6), row('d', 9)]
  expect(told(grouped(rows, now(10), FIVE, false))).toEqual([
    'over 2',
    'a@0',
    'b@1',
    'soon 1',
    'c@2',
    'within 1',
    'd@3',
  ])
  expect(told(grouped(rows.slice(0, 2), now(10), FIVE, true))).toEqual(['over 2+', 'a@0', 'b@1'])
  expect(grouped([], now(10), FIVE, false)).toEqual([])
})
