import type { Id } from '@baton/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../lib/i18n'
import { ago, useMinutes } from '../../../lib/time'
import { Ago } from '../../../ui/ago'
import { Empty } from '../../../ui/empty'
import { Failure } from '../../../ui/failure'
import { type Column, Table, TableSkeleton } from '../../../ui/form/table'
import { Late } from '../../../ui/late'
import { type Delivery, deliveriesQuery, type Endpoint, type Status } from './api'
import { DeliveryDialog } from './delivery'
import { Answer } from './parts'
import { Replay } from './replay'

const DAY_MS = 86_400_000
const STATUSES = ['all', 'delivered', 'pending', 'failed'] as const

/** What was sent to an endpoint, and what came back. */
export function Log({ endpoint }: { endpoint: Endpoint }) {
  const [shown, setShown] = useState<(typeof STATUSES)[number]>('all')
  const [open, setOpen] = useState<Id | null>(null)
  const [replaying, setReplaying] = useState(false)
  const status: Status | undefined = shown === 'all' ? undefined : shown
  const log = useInfiniteQuery(deliveriesQuery(endpoint.id, status))
  const deliveries = log.data?.pages.flatMap((page) => page.items)
  const nothing = status ? 'hooks.logNone' : 'hooks.logEmpty'
  return (
    <section className="hook-log" aria-label={t('hooks.log')}>
      <header>
        <div className="grow">
          <h2>{t('hooks.log')}</h2>
          <p className="muted">{t('hooks.logLead')}</p>
        </div>
        <label className="hook-filter">
          <span className="muted">{t('hooks.status')}</span>
          <span className="input select">
            <select value={shown} onChange={(event) => setShown(event.target.value as typeof shown)}>
              {STATUSES.map((each) => (
                <option key={each} value={each}>
                  {t(`hooks.status.${each}`)}
                </option>
              ))}
            </select>
          </span>
        </label>
        {endpoint.enabled && (
          <button type="button" className="btn" onClick={() => setReplaying(true)}>
            <RotateCcw className="i" size={14} aria-hidden="true" />
            {t('hooks.replay')}
          </button>
        )}
      </header>
      {log.error && !deliveries && (
        <Failure title={t('hooks.logFailed')} error={log.error} onRetry={() => void log.refetch()} />
      )}
      {log.isPending && (
        <Late>
          <TableSkeleton />
        </Late>
      )}
      {deliveries?.length === 0 && (
        <Empty picture="search" title={t(`${nothing}.title`)} detail={t(`${nothing}.detail`)} />
      )}
      {deliveries && deliveries.length > 0 && (
        <Table
          label={t('hooks.log')}
          columns={columns(setOpen)}
          rows={deliveries}
          id={(each) => each.event_id}
        />
      )}
      {log.hasNextPage && (
        <button
          type="button"
          className="btn"
          onClick={() => void log.fetchNextPage()}
          disabled={log.isFetching}
        >
          {t('hooks.more')}
        </button>
      )}
      {open && <DeliveryDialog endpoint={endpoint} event={open} onClose={() => setOpen(null)} />}
      {replaying && (
        <Replay
          id={endpoint.id}
          since={new Date(Date.now() - DAY_MS).toISOString()}
          onClose={() => setReplaying(false)}
        />
      )}
    </section>
  )
}

const columns = (onOpen: (event: Id) => void): Column<Delivery>[] => [
  {
    id: 'event',
    title: t('hooks.event'),
    cell: (delivery) => (
      <span className="stack">
        <button
          type="button"
          className="hook-open mono trunc"
          aria-label={t('hooks.show', { event: delivery.event })}
          onClick={() => onOpen(delivery.event_id)}
        >
          {delivery.event}
        </button>
        {delivery.last_error && <span className="muted t-xs trunc">{delivery.last_error}</span>}
      </span>
    ),
  },
  {
    id: 'answer',
    title: t('hooks.answer'),
    width: 'w-120',
    cell: (delivery) => <Answer delivery={delivery} />,
  },
  {
    id: 'tries',
    title: t('hooks.tries'),
    width: 'w-160',
    cell: (delivery) => (
      <span className="stack">
        {delivery.attempts}
        {delivery.next_attempt_at && <NextTry at={delivery.next_attempt_at} />}
      </span>
    ),
  },
  {
    id: 'when',
    title: t('hooks.when'),
    width: 'w-120',
    cell: (delivery) => <Ago at={delivery.updated_at} />,
  },
]

function NextTry({ at }: { at: string }) {
  const now = useMinutes()
  const left = Math.max(0, Date.parse(at) - now)
  // As far ahead as the same time would be behind.
  const mirrored = new Date(now - left).toISOString()
  return <span className="muted t-xs">{t('hooks.nextTry', { time: ago(mirrored, now) })}</span>
}
