import { type ErrorComponentProps, getRouteApi, Navigate, Outlet, useParams } from '@tanstack/react-router'
import { firstSection, SectionPane, Settings } from '../features/settings/settings'
import { t } from '../lib/i18n'
import { useMe } from '../lib/queries'
import { Failure } from '../ui/failure'
import { useIsPhone } from './use-narrow'
import '../styles/pages.css'
import '../styles/settings.css'

const route = getRouteApi('/shell/settings/$section')

/** The settings: a list of sections, and one of them. */
export function SettingsPage() {
  const { section } = useParams({ strict: false })
  const phone = useIsPhone()
  const first = firstSection(useMe())
  if (!section && !phone && first)
    return <Navigate to="/settings/$section" params={{ section: first }} replace />
  return (
    <Settings section={section}>
      <Outlet />
    </Settings>
  )
}

export function SectionPage() {
  const { section } = route.useParams()
  return <SectionPane id={section} />
}

/** What could not be shown, beside the list that still stands. */
export function SectionError({ error, reset }: ErrorComponentProps) {
  return <Failure title={t('settings.failed')} error={error} onRetry={reset} />
}
