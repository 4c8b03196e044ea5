import { useQuery } from '@tanstack/react-query'
import { t, teach } from '../../../lib/i18n'
import { alerts as words } from '../../../lib/i18n/en/alerts'
import { alertsQuery } from './query'
import '../../../styles/alerts.css'

teach(words)

/** Shown while there is something that the person has not seen. */
export function BellDot() {
  const { data } = useQuery(alertsQuery)
  const newest = data?.items[0]
  const isNew = newest && !newest.receipt && !newest.closed && newest.created_at > (data.seen_at ?? '')
  return isNew ? <span className="bell-dot" role="img" aria-label={t('bell.new')} /> : null
}
