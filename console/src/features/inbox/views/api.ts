import type { Id, SavedView, ViewFilters } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/http'

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
