import type { Id, Me, SessionSeen } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/http'

const ACCOUNT = '/api/v1/account'

export const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: () => call<{ items: SessionSeen[] }>(`${ACCOUNT}/sessions`),
})
export const rename = (name: string) => call<Me>(ACCOUNT, { method: 'PATCH', body: { name } })
export const changePassword = (body: { current: string; new: string }) =>
  call<void>(`${ACCOUNT}/password`, { method: 'POST', body })
export const endSession = (id: Id) => call<void>(`${ACCOUNT}/sessions/${id}`, { method: 'DELETE' })
