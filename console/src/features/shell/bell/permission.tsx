import { BellRing } from 'lucide-react'
import { useState } from 'react'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { isSupported, turnOn } from '../../../live/alerts/push'

/** Whether the browser may ping; it is asked only after a click, and a denial is explained. */
export function Permission() {
  const [state, setState] = useState(() => ('Notification' in window ? Notification.permission : 'none'))
  if (state === 'granted') return null
  if (state === 'none')
    return (
      <div className="bell-ask">
        <b>{t('bell.unsupported')}</b>
        <p>{t('bell.unsupportedDetail')}</p>
      </div>
    )
  if (state === 'denied')
    return (
      <div className="bell-ask" role="status">
        <b>{t('bell.denied', { host: location.host })}</b>
        <p>{t('bell.deniedDetail')}</p>
      </div>
    )
  const ask = async () => {
    try {
      // Where there is a push service, closed tabs are reached too; where not, those that are hidden.
      if (isSupported()) await turnOn().catch(() => {})
      else await Notification.requestPermission()
    } catch (error) {
      toastError(error)
    }
    setState(Notification.permission)
  }
  return (
    <div className="bell-ask">
      <b>{t('bell.ask')}</b>
      <p>{t('bell.askDetail')}</p>
      <button type="button" className="btn primary sm" onClick={() => void ask()}>
        <BellRing className="i" size={13} aria-hidden="true" />
        {t('bell.allow')}
      </button>
    </div>
  )
}
