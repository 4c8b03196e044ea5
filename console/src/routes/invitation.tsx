import type { Me } from '@baton/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Invitation } from '../features/session/invitation'
import { keys } from '../lib/keys'
import { sessionQuery } from '../lib/queries'
import '../styles/pages.css'

const route = getRouteApi('/invitation/$token')

/** Where the link of an invitation leads, signed in or not. */
export function InvitationPage() {
  const { token } = route.useParams()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { data: me, isPending } = useQuery(sessionQuery)
  const enter = (next: Me) => {
    client.clear()
    client.setQueryData(keys.session, next)
    void navigate({ to: '/inbox', search: {} })
  }
  if (isPending) return <main className="signin" id="main" aria-busy="true" />
  return (
    <Invitation
      token={token}
      me={me}
      onJoined={enter}
      onLeave={() => void navigate({ to: '/sign-in', search: {} })}
    />
  )
}
