import type { Id } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/http'

const PATH = '/api/v1/mail'

export interface FailedMail {
  id: Id
  to: string
  template: string
  attempts: number
  error: string
  /** Null: it was given up. */
  next_at: string | null
  created_at: string
}
export interface MailState {
  mode: 'log' | 'smtp'
  server: string | null
  from: string
  failures: FailedMail[]
}

export const mailQuery = queryOptions({ queryKey: ['mail'], queryFn: () => call<MailState>(PATH) })
export const testMail = () =>
  call<{ taken: boolean; error: string | null }>(`${PATH}/test`, { method: 'POST', body: {} })
export const retryMail = (id: Id) => call<void>(`${PATH}/${id}/retry`, { method: 'POST', body: {} })
