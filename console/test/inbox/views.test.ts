import type { SavedView } from '@baton/api'
import { expect, test } from 'vitest'
import type { InboxState } from '../../src/lib/filters'
import { changeTo, filtersOf, shows, stateOf } from '../../src/lib/inbox/saved-views'

const saved = (state: InboxState): SavedView => ({
  id: 'v',
  name: 'Leads',
  filters: filtersOf(state),
  shared: false,
  updated_at: '2026-01-05T09:00:00Z',
})

test('a list reads as it was when it was saved', () => {
  const states: InboxState[] = [
    {},
    { view: 'waiting', status: 'unread', sort: 'longest_wait' },
    { view: 'leads', assistant: 'a', q: 'boots' },
    { assigned: 'me', lead: true },
  ]
  for (const state of states) {
    expect(stateOf(filtersOf(state))).toEqual(state)
    expect(states.filter((each) => shows(each, saved(state)))).toEqual([state])
  }
})

test('to choose a view takes away what it does not narrow', () => {
  const before: InboxState = { view: 'mine', q: 'boots', lead: true }
  const after = { ...before, ...changeTo(saved({ status: 'open' })) }
  expect(Object.fromEntries(Object.entries(after).filter(([, value]) => value !== undefined))).toEqual({
    status: 'open',
  })
})
