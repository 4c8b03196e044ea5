import { useEffect, useState } from 'react'
import { t } from '../../../lib/i18n'
import { toast } from '../../../lib/toasts'
import { type PushState, pushState, turnOff, turnOn } from '../../../live/alerts/push'
import { FormCard, FormRow } from '../../../ui/form/row'

/** Whether this browser is reached while no tab is open. Permission is asked only here, after a click. */
export function ThisBrowser() {
  const [state, setState] = useState<PushState>()
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    pushState().then(setState, () => setState('unsupported'))
  }, [])
  if (!state) return null
  const change = async () => {
    setBusy(true)
    try {
      setState(await (state === 'on' ? turnOff() : turnOn()))
    } catch {
      toast({ title: t('alerts.push.noService'), tone: 'danger' })
      setState(await pushState())
    }
    setBusy(false)
  }
  const hint =
    state === 'denied' ? t('alerts.push.denied', { host: location.host }) : t(`alerts.push.${state}`)
  return (
    <FormCard title={t('alerts.browser')}>
      <FormRow label={t('alerts.push')} hint={hint}>
        {(state === 'on' || state === 'off') && (
          <button type="button" className="btn" disabled={busy} onClick={() => void change()}>
            {t(state === 'on' ? 'alerts.push.turnOff' : 'alerts.push.turnOn')}
          </button>
        )}
      </FormRow>
    </FormCard>
  )
}
