import type { Me } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { SignIn } from '../features/session/sign-in'
import { ended } from '../lib/ended'
import { keys } from '../lib/keys'
import '../styles/pages.css'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { next } = route.useSearch()
  const router = useRouter()
  const client = useQueryClient()
  // Not before this page is there: what is left behind names who was signed in until it is gone.
  useEffect(() => client.removeQueries({ queryKey: keys.session }), [client])
  const enter = (me: Me) => {
    client.clear()
    ended.set(null)
    client.setQueryData(keys.session, me)
    router.history.push(`/app${next ?? '/inbox'}`)
  }
  const forgot = () => void router.navigate({ to: '/reset' })
  return <SignIn returns={next !== undefined} onSignedIn={enter} onForgot={forgot} />
}
