import type { Me } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { SignIn } from '../features/session/sign-in'
import { keys } from '../lib/keys'
import '../styles/pages.css'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { next } = route.useSearch()
  const router = useRouter()
  const client = useQueryClient()
  const enter = (me: Me) => {
    client.clear()
    client.setQueryData(keys.session, me)
    router.history.push(`/app${next ?? '/inbox'}`)
  }
  return <SignIn ended={next !== undefined} onSignedIn={enter} />
}
