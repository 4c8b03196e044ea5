import { t } from '../../../lib/i18n'
import type { Delivery, Endpoint, Status } from './api'

/** Whether an endpoint is told anything, and takes it. */
export function State({ endpoint }: { endpoint: Endpoint }) {
  if (!endpoint.enabled) return <span className="chip line">{t('hooks.off')}</span>
  if (endpoint.failing_since) return <span className="chip danger">{t('hooks.failing')}</span>
  return <span className="chip ok">{t('hooks.active')}</span>
}

const TONE: Record<Status, string> = { delivered: 'chip ok', pending: 'chip wait', failed: 'chip danger' }

/** What an endpoint answered last. */
export function Answer({ delivery }: { delivery: Delivery }) {
  const { status, last_http_status: code } = delivery
  return (
    <span className={TONE[status]} title={t(`hooks.status.${status}`)}>
      {code ?? t('hooks.noAnswer')}
      <span className="sr">{t(`hooks.status.${status}`)}</span>
    </span>
  )
}

/** What an endpoint hears, in a few words. */
export const eventsOf = (endpoint: Endpoint) =>
  endpoint.event_types.length
    ? t('hooks.someEvents', { n: endpoint.event_types.length })
    : t('hooks.allEvents')
