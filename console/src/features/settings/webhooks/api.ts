import type { Id, Time } from '@baton/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/http'

const PATH = '/api/v1/webhook-endpoints'

export interface Endpoint {
  id: Id
  url: string
  description: string
  /** None named is all. */
  event_types: string[]
  enabled: boolean
  disabled_at: Time | null
  disabled_reason: 'by_hand' | 'gone' | 'failing' | null
  old_secret_until: Time | null
  failures: number
  failing_since: Time | null
  last_success_at: Time | null
  replaying: number | null
}
export interface Issued extends Endpoint {
  /** Shown this once. */
  secret: string
}
export type Status = 'pending' | 'delivered' | 'failed'
export interface Delivery {
  event_id: Id
  webhook_id: string
  event: string
  status: Status
  attempts: number
  next_attempt_at: Time | null
  last_http_status: number | null
  last_error: string | null
  created_at: Time
  updated_at: Time
}
export interface Attempt {
  number: number
  at: Time
  cause: 'scheduled' | 'manual' | 'test'
  http_status: number | null
  error: string | null
  duration_ms: number
  response: string | null
}
export interface DeliveryDetail extends Delivery {
  body: string | null
  requests: Attempt[]
}
interface Page {
  items: Delivery[]
  next_cursor: string | null
}
interface Wanted {
  url: string
  description: string
  event_types: string[]
}

/** Everything about webhooks begins with it. */
export const HOOKS = ['webhooks'] as const
/** Deliveries come without anybody's doing. */
const LIVE = { refetchInterval: 5_000 } as const

export const endpointsQuery = queryOptions({
  queryKey: [...HOOKS, 'list'],
  queryFn: () => call<{ items: Endpoint[]; most: number }>(PATH),
  ...LIVE,
})
export const endpointQuery = (id: Id) =>
  queryOptions({
    queryKey: [...HOOKS, 'one', id],
    queryFn: () => call<Endpoint & { waiting: number }>(`${PATH}/${id}`),
    ...LIVE,
  })
export const eventTypesQuery = queryOptions({
  queryKey: [...HOOKS, 'event-types'],
  queryFn: () => call<{ items: { name: string; description: string }[] }>('/api/v1/webhook-event-types'),
  staleTime: Number.POSITIVE_INFINITY,
})
export const deliveriesQuery = (id: Id, status: Status | undefined) =>
  infiniteQueryOptions({
    queryKey: [...HOOKS, 'log', id, status],
    queryFn: ({ pageParam }) => {
      const search = new URLSearchParams({ limit: '25' })
      if (status) search.set('status', status)
      if (pageParam) search.set('cursor', pageParam)
      return call<Page>(`${PATH}/${id}/deliveries?${search}`)
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    ...LIVE,
  })
export const deliveryQuery = (id: Id, event: Id) =>
  queryOptions({
    queryKey: [...HOOKS, 'delivery', id, event],
    queryFn: () => call<DeliveryDetail>(`${PATH}/${id}/deliveries/${event}`),
    ...LIVE,
  })

export const createEndpoint = (body: Wanted) => call<Issued>(PATH, { method: 'POST', body })
export const changeEndpoint = (id: Id, body: Partial<Wanted> & { enabled?: boolean }) =>
  call<Endpoint>(`${PATH}/${id}`, { method: 'PATCH', body })
export const removeEndpoint = (id: Id) => call<void>(`${PATH}/${id}`, { method: 'DELETE' })
export const rotateSecret = (id: Id) =>
  call<Issued>(`${PATH}/${id}/rotate-secret`, { method: 'POST', body: {} })
export const sendTest = (id: Id) =>
  call<Attempt & { event_id: Id }>(`${PATH}/${id}/test`, { method: 'POST', body: {} })
export const sendAgain = (id: Id, event: Id) =>
  call<void>(`${PATH}/${id}/deliveries/${event}/redeliver`, { method: 'POST', body: {} })
export const replay = (id: Id, body: { since: Time; until?: Time; only: 'failed' | 'all' }) =>
  call<{ events: number }>(`${PATH}/${id}/redeliver`, { method: 'POST', body })

/** The part of an address that tells endpoints apart, and is no secret. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return url
  }
}
