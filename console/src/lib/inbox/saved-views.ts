import type { Id, SavedView, ViewFilters } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import type { InboxState } from '../filters'
import { call } from '../http'

const VIEWS = '/api/v1/saved-views'

export interface ViewWish {
  name: string
  filters: ViewFilters
  shared: boolean
}

interface Views {
  items: SavedView[]
}

/** The routes of saved views; loaded with the parts that call them. */
export const viewsApi = {
  list: () => call<Views>(VIEWS),
  create: (body: ViewWish) => call<SavedView>(VIEWS, { method: 'POST', body }),
  update: (id: Id, body: Partial<ViewWish>) => call<SavedView>(`${VIEWS}/${id}`, { method: 'PATCH', body }),
  remove: (id: Id) => call<void>(`${VIEWS}/${id}`, { method: 'DELETE' }),
  order: (ids: Id[]) => call<Views>(`${VIEWS}/order`, { method: 'POST', body: { ids } }),
}

/** The team's views and the reader's own, in their order. */
export const savedViewsQuery = queryOptions({
  queryKey: ['saved-views'],
  queryFn: viewsApi.list,
  staleTime: 60_000,
})
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
