import { useNavigate } from '@tanstack/react-router'
import { FirstRun } from '../features/first-run/first-run'
import '../styles/settings.css'

export function GetStartedPage() {
  const navigate = useNavigate()
  return <FirstRun onLeave={() => void navigate({ to: '/inbox', search: {} })} />
}
