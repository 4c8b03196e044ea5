import type { Actor, Id, Member, Time } from '@baton/api'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call, type Query, queryString } from '../../../lib/http'

const PATH = '/api/v1/audit'

export type Outcome = 'accepted' | 'refused'
export interface AuditLine {
  id: Id
  /** Null in lines from before the chain. */
  seq: number | null
  at: Time
  actor: Actor
  action: string
  target_kind: string
  target_id: Id | null
  outcome: Outcome
  /** JSON. */
  detail: string | null
  address: string | null
}
interface AuditPage {
  items: AuditLine[]
  next_cursor: string | null
  actions: string[]
}
export interface Chain {
  whole: boolean
  lines: number
  older: number
  hash: string | null
  broken: Id | null
  why: string | null
}

export const auditQuery = (query: Query) =>
  infiniteQueryOptions({
    queryKey: ['audit', query],
    queryFn: ({ pageParam, signal }) =>
      call<AuditPage>(PATH, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  })
export const peopleQuery = queryOptions({
  queryKey: ['audit-people'],
  queryFn: () => call<{ items: Member[] }>('/api/v1/members'),
})
export const checkChain = () => call<Chain>(`${PATH}/chain`)
export const exportUrl = (query: Query, format: string) =>
  `${PATH}/export${queryString({ ...query, format })}`
