import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Choose } from '../features/session/choose'
import { Forgot } from '../features/session/forgot'
import '../styles/pages.css'

/** What stands behind the # of a link. It is taken out of the address: no picture of the screen, no list of pages has it. */
function taken(): string {
  const behind = location.hash.slice(1)
  if (behind) history.replaceState(history.state, '', location.pathname)
  return behind
}

/** A new password: asked for, or chosen where a link leads here. */
export function ResetPage() {
  const navigate = useNavigate()
  const [token, setToken] = useState(taken)
  useEffect(() => {
    // A link that is opened where this page is open already.
    const look = () => setToken((before) => taken() || before)
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [])
  const toSignIn = () => void navigate({ to: '/sign-in', search: {} })
  if (!token) return <Forgot onBack={toSignIn} />
  return <Choose key={token} token={token} onAgain={() => setToken('')} onDone={toSignIn} />
}
