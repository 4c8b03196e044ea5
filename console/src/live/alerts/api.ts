import type { AcknowledgedBy, Alert, AlertPlan, AlertSettings, Feed, Id, Time } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/http'

const V1 = '/api/v1'

/** The route that the requirements name. */
export const feed = (cursor: number) => call<Feed>('/app/leads/feed', { query: { cursor } })

export const alerts = (about: { lead?: Id; conversation?: Id } = {}) =>
  call<{ items: Alert[]; seen_at: Time | null }>(`${V1}/alerts`, { query: about })
export const acknowledge = (
  about: { lead_id: Id } | { conversation_id: Id } | { alert_id: Id },
  how: AcknowledgedBy,
) => call<{ ended: number }>(`${V1}/alerts/acknowledge`, { method: 'POST', body: { ...about, how } })
export const seen = () => call<void>(`${V1}/alerts/seen`, { method: 'POST' })

/** Kept while the console is open: what comes in is told by it. */
export const settingsQuery = queryOptions({
  queryKey: ['alert-settings'],
  queryFn: () => call<AlertSettings>(`${V1}/alerts/settings`),
  gcTime: Infinity,
})
export const saveSettings = (body: Partial<AlertSettings>) =>
  call<AlertSettings>(`${V1}/alerts/settings`, { method: 'PATCH', body })
export const plan = () => call<AlertPlan>(`${V1}/alerts/plan`)
export const savePlan = (body: AlertPlan) => call<AlertPlan>(`${V1}/alerts/plan`, { method: 'PATCH', body })

export const pushKey = () => call<{ key: string }>(`${V1}/push/key`)
export const subscribe = (body: PushSubscriptionJSON) =>
  call<void>(`${V1}/push/subscriptions`, { method: 'POST', body })
export const unsubscribe = (endpoint: string) =>
  call<void>(`${V1}/push/unsubscribe`, { method: 'POST', body: { endpoint } })
