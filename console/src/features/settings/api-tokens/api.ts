import type { ApiToken, Id, Role } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/http'

const PATH = '/api/v1/api-tokens'

export interface NewApiToken extends ApiToken {
  /** Shown this once. */
  token: string
}

export const tokensQuery = queryOptions({
  queryKey: ['api-tokens'],
  queryFn: () => call<{ items: ApiToken[] }>(PATH),
})
export const createToken = (body: { name: string; role: Role }) =>
  call<NewApiToken>(PATH, { method: 'POST', body })
export const revokeToken = (id: Id) => call<void>(`${PATH}/${id}`, { method: 'DELETE' })
