import type { AlertKind, AlertSettings, AlertStep } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toastError } from '../../../lib/explain'
import { t, teach } from '../../../lib/i18n'
import { alertSettings } from '../../../lib/i18n/en/settings/alert-settings'
import { useMe } from '../../../lib/queries'
import { saveSettings, settingsQuery } from '../../../live/alerts/api'
import { chime } from '../../../live/alerts/sound'
import { Failure } from '../../../ui/failure'
import { SettingsSection } from '../../../ui/form/page'
import { FormCard } from '../../../ui/form/row'
import { TableSkeleton } from '../../../ui/form/table'
import { Late } from '../../../ui/late'
import { Plan } from './plan'
import { ThisBrowser } from './this-browser'
import '../../../styles/alerts.css'

teach(alertSettings)

const KINDS: AlertKind[] = ['lead', 'handoff', 'mention', 'assigned']
const STEPS: AlertStep[] = ['toast', 'sound', 'push', 'mail']
const KEY = settingsQuery.queryKey

/** What alerts the person, whether this browser takes pushes, and how long the team waits. */
export function AlertsPage() {
  const me = useMe()
  const client = useQueryClient()
  const { data: stored, error, isPending, refetch } = useQuery(settingsQuery)
  /** What was chosen and is on its way: a box shows at once what it was set to. */
  const [chosen, setChosen] = useState<AlertSettings>()
  const data = chosen ?? stored
  const save = useMutation({
    mutationFn: (next: AlertSettings) => saveSettings(next),
    onSuccess: (next) => client.setQueryData(KEY, next),
    onError: toastError,
    onSettled: () => setChosen(undefined),
  })
  const set = (kind: AlertKind, step: AlertStep, on: boolean) => {
    if (!data) return
    const next = { ...data, [kind]: { ...data[kind], [step]: on } }
    setChosen(next)
    save.mutate(next)
    if (step === 'sound' && on) chime()
  }
  return (
    <SettingsSection title={t('alerts.title')} lead={t('alerts.lead')}>
      {error && !data && <Failure title={t('alerts.failed')} error={error} onRetry={() => void refetch()} />}
      {isPending && (
        <Late>
          <TableSkeleton />
        </Late>
      )}
      {data && (
        <FormCard>
          <table className="wishes">
            <thead>
              <tr>
                <th scope="col">{t('alerts.what')}</th>
                {STEPS.map((step) => (
                  <th scope="col" key={step}>
                    {t(`alerts.by.${step}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {KINDS.map((kind) => (
                <tr key={kind}>
                  <th scope="row">{t(`alerts.of.${kind}`)}</th>
                  {STEPS.map((step) => (
                    <td key={step}>
                      <label>
                        <input
                          type="checkbox"
                          checked={data[kind][step]}
                          onChange={(event) => set(kind, step, event.target.checked)}
                        />
                        <span className="sr">
                          {t('alerts.wish', { how: t(`alerts.by.${step}`), what: t(`alerts.of.${kind}`) })}
                        </span>
                      </label>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </FormCard>
      )}
      <ThisBrowser />
      {me.permissions.includes('workspace.manage') && <Plan />}
    </SettingsSection>
  )
}
