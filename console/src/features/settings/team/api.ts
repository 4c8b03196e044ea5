import type { Id, Invitation, Me, Member, Role, SentInvitation, WorkspaceOffer } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/http'
import { keys } from '../../../lib/keys'

const V1 = '/api/v1'

export const membersQuery = queryOptions({
  queryKey: keys.members,
  queryFn: () => call<{ items: Member[] }>(`${V1}/members`),
})
/** Under the key of the members: whatever changes one of them may change these. */
export const invitationsQuery = queryOptions({
  queryKey: [...keys.members, 'invitations'],
  queryFn: () => call<{ items: Invitation[] }>(`${V1}/invitations`),
})
export const offerQuery = queryOptions({
  queryKey: [...keys.members, 'offer'],
  queryFn: () => call<{ offer: WorkspaceOffer | null }>(`${V1}/workspaces/offer`),
})

const member = (id: Id, rest = '') => `${V1}/members/${id}${rest}`

export const changeRole = (id: Id, role: Role) =>
  call<Member>(member(id), { method: 'PATCH', body: { role } })
export const suspend = (id: Id) => call<Member>(member(id, '/suspend'), { method: 'POST', body: {} })
export const reactivate = (id: Id) => call<Member>(member(id, '/reactivate'), { method: 'POST', body: {} })
export const remove = (id: Id) => call<void>(member(id), { method: 'DELETE' })

export const invite = (body: { email: string; role: Role }) =>
  call<SentInvitation>(`${V1}/invitations`, { method: 'POST', body })
export const resend = (id: Id) =>
  call<SentInvitation>(`${V1}/invitations/${id}/resend`, { method: 'POST', body: {} })
export const withdraw = (id: Id) => call<void>(`${V1}/invitations/${id}`, { method: 'DELETE' })

export const offerTo = (user_id: Id) =>
  call<WorkspaceOffer>(`${V1}/workspaces/offer`, { method: 'POST', body: { user_id } })
export const acceptOffer = () => call<Me>(`${V1}/workspaces/offer/accept`, { method: 'POST', body: {} })
export const declineOffer = () => call<void>(`${V1}/workspaces/offer`, { method: 'DELETE' })
