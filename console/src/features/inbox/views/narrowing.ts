import type { SavedView, ViewFilters } from '@baton/api'
import type { InboxState } from '../filter'

/** What a list narrowed like this is saved as. */
export function filtersOf({ view, lead, ...rest }: InboxState): ViewFilters {
  return { view: view ?? 'all', ...(lead ? { has_lead: true } : {}), ...rest }
}

/** How the inbox is narrowed by a view: as its address says it. */
export function stateOf({ view, has_lead, ...rest }: ViewFilters): InboxState {
  return { ...rest, ...(view === 'all' ? {} : { view }), ...(has_lead ? { lead: true as const } : {}) }
}

const NARROWS = ['view', 'status', 'assigned', 'assistant', 'lead', 'q', 'sort'] as const

/** The whole change to a view: what it does not name is narrowed no more. */
export function changeTo(view: SavedView): { [K in keyof InboxState]: InboxState[K] | undefined } {
  const state = stateOf(view.filters)
  return Object.fromEntries(NARROWS.map((key) => [key, state[key]]))
}

/** Whether the list shows what a view shows. */
export function shows(state: InboxState, { filters }: SavedView): boolean {
  const saved = stateOf(filters)
  return NARROWS.every((key) => state[key] === saved[key])
}
