import type { Id, Me } from '@baton/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { Shell } from '../features/shell/shell'
import { api } from '../lib/api'
import { toastError } from '../lib/explain'
import { keys } from '../lib/keys'
import { sessionQuery } from '../lib/queries'
import { LiveProvider } from '../live/provider'

/** Everything behind sign-in: one stream, one shell, and a page. */
export function ShellPage() {
  const { data: me } = useQuery(sessionQuery)
  const navigate = useNavigate()
  const client = useQueryClient()

  /** Another workspace shares nothing with this one: start from an empty cache. */
  const enter = async (next: Me) => {
    await navigate({ to: '/inbox', search: {} })
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.session[0] })
    client.setQueryData(keys.session, next)
  }
  const switchTo = (id: Id) => {
    if (id !== me?.workspace.id) api.switchWorkspace(id).then(enter).catch(toastError)
  }
  const create = (name: string) => api.createWorkspace(name).then(enter).catch(toastError)
  const open = (conversationId: Id | null, lead: Id) =>
    void (conversationId
      ? navigate({ to: '/inbox/$conversationId', params: { conversationId }, search: {} })
      : navigate({ to: '/leads', search: { lead } }))
  const signOut = async () => {
    try {
      await api.signOut()
    } catch (error) {
      toastError(error)
      return
    }
    await navigate({ to: '/sign-in', search: {} })
    client.clear()
  }

  if (!me) return null
  return (
    <LiveProvider me={me} key={me.workspace.id} onOpen={open}>
      <Shell me={me} onSignOut={() => void signOut()} onSwitch={switchTo} onCreate={create}>
        <Outlet />
      </Shell>
    </LiveProvider>
  )
}
