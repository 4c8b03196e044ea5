import type { Assistant, Id } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/http'

export interface Steps {
  knowledge: boolean
  question: boolean
  widget: boolean
  team: boolean
  mail: boolean
  practice: boolean
  /** Where the reader practises, as long as that is open. */
  practising: Id | null
  dismissed: boolean
}

/** Looked at again while the page is open: what happens elsewhere ticks its step. */
export const stepsQuery = queryOptions({
  queryKey: ['onboarding'],
  queryFn: () => call<Steps>('/api/v1/onboarding'),
  refetchInterval: 5_000,
  refetchOnWindowFocus: true,
})
export const dismiss = () => call<void>('/api/v1/onboarding/dismiss', { method: 'POST', body: {} })
export const practise = () =>
  call<{ conversation_id: Id }>('/api/v1/onboarding/practice', { method: 'POST', body: {} })
export const allow = (id: Id, allowed_origins: string[]) =>
  call<Assistant>(`/api/v1/assistants/${id}`, { method: 'PATCH', body: { allowed_origins } })
