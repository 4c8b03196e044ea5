import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { t, teach } from '../../../lib/i18n'
import { webhooks } from '../../../lib/i18n/en/settings/webhooks'
import { Ago } from '../../../ui/ago'
import { Empty } from '../../../ui/empty'
import { Failure } from '../../../ui/failure'
import { SettingsSection } from '../../../ui/form/page'
import { type Column, Table, TableSkeleton } from '../../../ui/form/table'
import { Late } from '../../../ui/late'
import { type Endpoint, endpointsQuery, hostOf } from './api'
import { Editor } from './editor'
import { EndpointPage } from './endpoint'
import { eventsOf, State } from './parts'
import '../../../styles/webhooks.css'

teach(webhooks)

/** Which programs are told of events; with the id of one in the address, that one. */
export function WebhooksPage() {
  const id = useLocation({ select: (location) => location.hash })
  return id ? <EndpointPage key={id} id={id} /> : <Endpoints />
}

function Endpoints() {
  const list = useQuery(endpointsQuery)
  const [adding, setAdding] = useState(false)
  const endpoints = list.data?.items
  const isFull = list.data !== undefined && list.data.items.length >= list.data.most
  const add = (
    <button type="button" className="btn primary" onClick={() => setAdding(true)} disabled={isFull}>
      <Plus className="i" size={15} aria-hidden="true" />
      {t('hooks.add')}
    </button>
  )
  return (
    <SettingsSection
      title={t('settings.webhooks')}
      lead={t('hooks.lead')}
      actions={endpoints?.length ? add : undefined}
    >
      {list.error && !endpoints && (
        <Failure title={t('hooks.failed')} error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && (
        <Late>
          <TableSkeleton />
        </Late>
      )}
      {isFull && <p className="muted">{t('hooks.full', { n: list.data.most })}</p>}
      {endpoints?.length === 0 && (
        <Empty picture="relay" title={t('hooks.empty.title')} detail={t('hooks.empty.detail')}>
          {add}
        </Empty>
      )}
      {endpoints && endpoints.length > 0 && (
        <Table label={t('settings.webhooks')} columns={columns()} rows={endpoints} id={(each) => each.id} />
      )}
      <Editor open={adding} onClose={() => setAdding(false)} />
    </SettingsSection>
  )
}

const columns = (): Column<Endpoint>[] => [
  {
    id: 'endpoint',
    title: t('hooks.endpoint'),
    cell: (endpoint) => (
      <span className="stack">
        <Link
          to="/settings/$section"
          params={{ section: 'webhooks' }}
          hash={endpoint.id}
          className="hook-open trunc"
        >
          {endpoint.description || hostOf(endpoint.url)}
        </Link>
        <span className="mono muted t-xs trunc">{endpoint.url}</span>
      </span>
    ),
  },
  { id: 'events', title: t('hooks.events'), width: 'w-120', cell: eventsOf },
  {
    id: 'state',
    title: t('hooks.state'),
    width: 'w-120',
    cell: (endpoint) => <State endpoint={endpoint} />,
  },
  {
    id: 'last',
    title: t('hooks.last'),
    width: 'w-120',
    cell: (endpoint) =>
      endpoint.last_success_at ? (
        <Ago at={endpoint.last_success_at} />
      ) : (
        <span className="faint">{t('hooks.never')}</span>
      ),
  },
]
