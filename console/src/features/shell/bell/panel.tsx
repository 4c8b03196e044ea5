import type { Alert } from '@baton/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { AtSign, Hand, Target, UserCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { firstName } from '../../../lib/baton'
import { t, teach } from '../../../lib/i18n'
import { alerts as words } from '../../../lib/i18n/en/alerts'
import { useMe } from '../../../lib/queries'
import { ago, exact, useMinutes } from '../../../lib/time'
import { acknowledge, seen } from '../../../live/alerts/api'
import { Failure } from '../../../ui/failure'
import { Late } from '../../../ui/late'
import { Permission } from './permission'
import { alertsQuery } from './query'
import '../../../styles/alerts.css'

teach(words)

/** Recent notices with who has seen them, and the question for permission. */
export function BellPanel({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const { data, error, isPending, refetch } = useQuery(alertsQuery)
  const panel = useRef<HTMLDivElement>(null)
  const markRead = () => seen().then(() => client.invalidateQueries({ queryKey: alertsQuery.queryKey }))
  useEffect(() => {
    panel.current?.focus()
    const outside = (event: Event) => {
      if (!panel.current?.parentElement?.contains(event.target as Node)) onClose()
    }
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      onClose()
      panel.current?.parentElement?.querySelector('button')?.focus()
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('keydown', key, true)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('keydown', key, true)
    }
  }, [onClose])
  return (
    <div className="menu bell-panel" role="dialog" aria-label={t('bell.title')} tabIndex={-1} ref={panel}>
      <div className="bell-head">
        <h2>{t('bell.title')}</h2>
        <button type="button" className="btn ghost sm" onClick={() => void markRead()}>
          {t('bell.markRead')}
        </button>
      </div>
      <Permission />
      {isPending && (
        <Late>
          <div className="bell-sk" aria-hidden="true">
            <span className="sk" />
            <span className="sk" />
            <span className="sk" />
          </div>
        </Late>
      )}
      {error && !data && <Failure title={t('bell.failed')} error={error} onRetry={() => void refetch()} />}
      {data && !data.items.length && (
        <div className="bell-empty">
          <b>{t('bell.empty')}</b>
          <p className="muted">{t('bell.emptyDetail')}</p>
        </div>
      )}
      {data && data.items.length > 0 && (
        <ul>
          {data.items.slice(0, 12).map((alert) => (
            <Row
              key={alert.id}
              alert={alert}
              isNew={alert.created_at > (data.seen_at ?? '')}
              onClose={onClose}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

const ICON = { lead: Target, handoff: Hand, mention: AtSign, assigned: UserCheck }

/** One's own: that one has looked oneself is no news. */
const PERSONAL = new Set<string>(['mention', 'assigned'])

function Row({ alert, isNew, onClose }: { alert: Alert; isNew: boolean; onClose: () => void }) {
  const now = useMinutes()
  const may = useMe().permissions.includes('conversation.reply') || PERSONAL.has(alert.kind)
  const Icon = ICON[alert.kind]
  const open = !alert.receipt && !alert.closed
  const go = () => {
    if (open && may) acknowledge({ alert_id: alert.id }, 'opened').catch(() => {})
    onClose()
  }
  const content = (
    <>
      <span className={`bell-mark is-${alert.kind}`}>
        <Icon className="i" size={15} aria-hidden="true" />
      </span>
      <span className="stack">
        <span className="trunc">
          <b>{t(`bell.${alert.kind}`, { by: alert.by ? firstName(alert.by.name) : t('bell.somebody') })}</b>{' '}
          {alert.kind !== 'mention' && (alert.name ?? t('alerts.someone'))}
        </span>
        <span className="t-xs muted trunc">
          {alert.receipt && !PERSONAL.has(alert.kind)
            ? `${t('bell.seenBy', { name: alert.receipt.by.name })}, ${t(`receipt.${alert.receipt.how}`)}`
            : alert.closed
              ? t('bell.over')
              : alert.detail}
        </span>
      </span>
      <time className="t-xs faint" dateTime={alert.created_at} title={exact(alert.created_at)}>
        {ago(alert.created_at, now)}
      </time>
    </>
  )
  const className = open && isNew ? 'bell-row is-new' : 'bell-row'
  return (
    <li>
      {alert.conversation_id ? (
        <Link
          to="/inbox/$conversationId"
          params={{ conversationId: alert.conversation_id }}
          search={{}}
          className={className}
          onClick={go}
        >
          {content}
        </Link>
      ) : (
        <Link
          to="/leads"
          search={alert.lead_id ? { lead: alert.lead_id } : {}}
          className={className}
          onClick={go}
        >
          {content}
        </Link>
      )}
    </li>
  )
}
