import type { Id, LogLine, Page, Sweep } from '@baton/api'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call, type Query, queryString } from '../../lib/http'
import { keys } from '../../lib/keys'
import { retryUnlessRefused } from '../../lib/queries'

const V1 = '/api/v1/conversations'

export interface LogCounts {
  engaged: number
  all: number
  /** Only the newest were counted. */
  more: boolean
}
interface EmptyOnes {
  count: number
  sweep: Sweep | null
}

/** As many may be deleted with one call. */
const AT_ONCE = 100
/** How often a sweep is asked how far it is. */
const SWEEP_MS = 700

export const logQuery = (query: Query) =>
  infiniteQueryOptions({
    queryKey: [...keys.log, 'lines', query],
    queryFn: ({ pageParam, signal }) =>
      call<Page<LogLine>>(`${V1}/log`, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    retry: retryUnlessRefused,
  })

export const countsOf = (query: Query) =>
  queryOptions({
    queryKey: ['log-counts', query],
    queryFn: () => call<LogCounts>(`${V1}/log/counts`, { query }),
    placeholderData: keepPreviousData,
  })

export const emptyQuery = queryOptions({
  queryKey: ['empty-conversations'],
  queryFn: () => call<EmptyOnes>(`${V1}/empty`),
  refetchInterval: ({ state }) =>
    state.data?.sweep && !state.data.sweep.finished_at ? SWEEP_MS : (false as const),
})

export const deleteOne = (id: Id) => call<void>(`${V1}/${id}`, { method: 'DELETE' })

/** Deletes a selection; answers how many there were. */
export async function deleteMany(ids: Id[]): Promise<number> {
  let deleted = 0
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const body = { ids: ids.slice(at, at + AT_ONCE) }
    deleted += (await call<{ deleted: number }>(`${V1}/bulk-delete`, { method: 'POST', body })).deleted
  }
  return deleted
}

export const deleteEmpty = () => call<Sweep>(`${V1}/delete-empty`, { method: 'POST' })

/** Where the log can be fetched as a file. */
export const exportUrl = ({ q: _, ...query }: Query, format: 'csv' | 'json') =>
  `${V1}/log/export${queryString({ ...query, format })}`
