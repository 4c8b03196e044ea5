import type { Me, OpenInvitation } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/http'
import { retryUnlessRefused } from '../../lib/queries'

const PATH = '/api/v1/invitation'

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => call<OpenInvitation>(PATH, { method: 'POST', body: { token } }),
    retry: retryUnlessRefused,
    refetchOnWindowFocus: false,
  })
/** Without a name: with the password of the account that the address has. */
export const join = (body: { token: string; name?: string; password: string }) =>
  call<Me>(`${PATH}/join`, { method: 'POST', body })
export const acceptInvitation = (token: string) =>
  call<Me>(`${PATH}/accept`, { method: 'POST', body: { token } })
