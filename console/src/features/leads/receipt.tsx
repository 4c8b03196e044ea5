import type { Id } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { Eye } from 'lucide-react'
import { t, teach } from '../../lib/i18n'
import { alerts as words } from '../../lib/i18n/en/alerts'
import { ago, exact, useMinutes } from '../../lib/time'
import { alerts } from '../../live/alerts/api'

teach(words)

/** Who of the team has seen a lead first, when, and by what. */
export function Receipt({ lead }: { lead: Id }) {
  const now = useMinutes()
  const { data } = useQuery({ queryKey: ['alerts', lead], queryFn: () => alerts({ lead }) })
  const receipt = data?.items.find((each) => each.receipt)?.receipt
  if (!receipt) return null
  return (
    <p className="lead-receipt muted">
      <Eye className="i" size={14} aria-hidden="true" />
      <span>
        {t('bell.seenBy', { name: receipt.by.name })}, {t(`receipt.${receipt.how}`)}
      </span>
      <time className="faint" dateTime={receipt.at} title={exact(receipt.at)}>
        {ago(receipt.at, now)}
      </time>
    </p>
  )
}
