import type { Me } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { SetUp } from '../features/session/set-up'
import { keys } from '../lib/keys'
import '../styles/pages.css'

export function SetupPage() {
  const navigate = useNavigate()
  const client = useQueryClient()
  const enter = (me: Me) => {
    client.setQueryData(keys.setup, { needed: false })
    client.setQueryData(keys.session, me)
    void navigate({ to: '/get-started' })
  }
  return <SetUp onDone={enter} />
}
