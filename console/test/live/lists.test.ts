import type { Conversation } from '@baton/api'
import { describe, expect, test } from 'vitest'
import { belongs, type ConversationFilter } from '../../src/lib/filters'
import { isNewer, mergeBySeq } from '../../src/lib/fresh'
import { type ListData, place } from '../../src/live/lists'
import { at, conversation, held, maya, message, resolved, waiting } from '../fixtures'

const ALL: ConversationFilter = { view: 'all', sort: 'newest' }
const WAITING: ConversationFilter = { view: 'waiting', sort: 'longest_wait' }
const row = (id: string, minute: number, change: Partial<Conversation> = {}) =>
  conversation({ id, last_activity_at: at(minute), ...change })
const list = (rows: Conversation[], next: string | null = null): ListData => ({
  pages: [{ items: rows, next_cursor: next }],
  pageParams: [undefined],
})
const ids = (data: ListData) => data.pages.flatMap((page) => page.items.map((each) => each.id))

describe('placing a conversation in a list', () => {
  test('a new message moves it to the top', () => {
    const before = list([row('a', 5), row('b', 4), row('c', 3)])
    expect(ids(place(before, ALL, row('c', 6), maya.id))).toEqual(['c', 'a', 'b'])
  })

  test('a change without activity leaves it where it is', () => {
    const before = list([row('a', 5), row('b', 4)])
    expect(ids(place(before, ALL, row('b', 4, { tags: ['x'] }), maya.id))).toEqual(['a', 'b'])
  })

  test('one that is claimed leaves the waiting, one that escalates joins them by its wait', () => {
    const before = list([row('a', 5, { baton: waiting(at(1)) }), row('b', 6, { baton: waiting(at(3)) })])
    expect(ids(place(before, WAITING, row('a', 5, { baton: held(maya, 3) }), maya.id))).toEqual(['b'])
    expect(ids(place(before, WAITING, row('c', 7, { baton: waiting(at(2)) }), maya.id))).toEqual([
      'a',
      'c',
      'b',
    ])
  })

  test('what stands below the last loaded row is left to the next page', () => {
    const before = list([row('a', 5), row('b', 4)], 'cursor')
    expect(ids(place(before, ALL, row('old', 1), maya.id))).toEqual(['a', 'b'])
    expect(ids(place(list([row('a', 5)]), ALL, row('old', 1), maya.id))).toEqual(['a', 'old'])
  })

  test('a search keeps its rows, their order and their highlights', () => {
    const filter: ConversationFilter = { ...ALL, q: 'tent' }
    const before = list([
      row('a', 5, { match: { seq: 1, is_note: false, snippet: '<<tent>>' } }),
      row('b', 4),
    ])
    const after = place(before, filter, row('a', 9), maya.id)
    expect(ids(after)).toEqual(['a', 'b'])
    expect(after.pages[0]?.items[0]?.match?.snippet).toBe('<<tent>>')
    expect(ids(place(before, filter, row('new', 9), maya.id))).toEqual(['a', 'b'])
  })

  test('a row stays among the unread while it is being read', () => {
    const filter: ConversationFilter = { ...ALL, status: 'unread' }
    const before = list([row('a', 5, { unread: 1 })])
    expect(ids(place(before, filter, row('a', 5, { unread: 0 }), maya.id))).toEqual(['a'])
  })
})

test('filters ask whose baton and which state', () => {
  expect(belongs({ ...ALL, view: 'mine' }, row('a', 1, { baton: held(maya) }), maya.id)).toBe(true)
  expect(belongs({ ...ALL, status: 'open' }, row('a', 1, { baton: resolved() }), maya.id)).toBe(false)
  expect(belongs({ ...ALL, has_lead: true }, row('a', 1), maya.id)).toBe(false)
  expect(belongs({ ...ALL, assigned: 'me' }, row('a', 1), maya.id)).toBe(false)
  expect(belongs({ ...ALL, assigned: 'me' }, row('a', 1, { agent: maya }), maya.id)).toBe(true)
  expect(belongs({ ...ALL, assigned: 'nobody' }, row('a', 1, { agent: maya }), maya.id)).toBe(false)
  expect(belongs(ALL, row('a', 1, { engaged: false }), maya.id)).toBe(false)
})

test('an answer that is late does not undo what is known', () => {
  expect(isNewer(row('a', 1, { baton: held(maya, 4) }), row('a', 1, { baton: waiting(at(1), 3) }))).toBe(true)
  expect(isNewer(row('a', 1, { last_seq: 3 }), row('a', 1, { last_seq: 4 }))).toBe(false)
  const merged = mergeBySeq(
    [message({ seq: 1 }), message({ seq: 2 })],
    [message({ seq: 2 }), message({ seq: 3 })],
  )
  expect(merged.map((each) => each.seq)).toEqual([1, 2, 3])
})
