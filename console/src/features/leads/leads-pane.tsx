import type { Id, Lead, LeadStatus } from '@baton/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Download, Webhook } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { contactName } from '../../lib/baton'
import type { LeadFilter } from '../../lib/filters'
import { t, teach } from '../../lib/i18n'
import { leadsPage } from '../../lib/i18n/en/leads-page'
import { useShortcut } from '../../lib/keyboard/use-shortcut'
import { leadsQuery, useMe } from '../../lib/queries'
import { useMinutes } from '../../lib/time'
import { useLeadStatus, useStatusKeys } from '../../live/lead-status'
import { Empty } from '../../ui/empty'
import { Failure } from '../../ui/failure'
import { Late } from '../../ui/late'
import { SearchField } from '../../ui/search-field'
import { AddLead } from './add-lead'
import { exportAddress } from './api'
import { AssistantMenu, SourceMenu } from './filter-menus'
import { Stages } from './stages'
import { LeadsTable } from './table'

teach(leadsPage)

interface LeadsPaneProps {
  filter: LeadFilter
  open: Lead | undefined
  onFilter: (change: { [K in keyof LeadFilter]?: string | undefined }) => void
  onOpen: (lead: Lead | undefined) => void
  /** The lead that the address names, once it is loaded. */
  wanted: Id | undefined
  onFound: (lead: Lead | undefined) => void
}

/** The leads page without its right pane. */
export function LeadsPane({ filter, open, onFilter, onOpen, wanted, onFound }: LeadsPaneProps) {
  const list = useInfiniteQuery(leadsQuery(filter))
  const me = useMe()
  const leads = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const counts = list.data?.pages[0]?.counts
  const setStatus = useLeadStatus()
  const writable = me.permissions.includes('lead.write')
  const found = leads.find((lead) => lead.id === wanted)
  useEffect(() => onFound(found), [found, onFound])

  const go = (step: number) => {
    const at = leads.findIndex((lead) => lead.id === open?.id)
    const target = leads[at < 0 ? 0 : Math.min(leads.length - 1, Math.max(0, at + step))]
    if (!target) return false
    onOpen(target)
  }
  useShortcut('next', () => go(1))
  useShortcut('previous', () => go(-1))
  useStatusKeys(open, open ? (open.name ?? contactName(open.contact)) : '')

  return (
    <section className="page" aria-label={t('leads.title')} data-pane>
      <header className="page-head">
        <div>
          <span className="title" aria-hidden="true">
            {t('leads.title')}
          </span>
          <p>
            <Refreshed at={list.dataUpdatedAt} byScore={filter.sort === 'score'} />
          </p>
        </div>
        <div className="end">
          {me.permissions.includes('webhook.manage') && (
            <Link to="/settings/$section" params={{ section: 'webhooks' }} className="btn wide-only">
              <Webhook className="i" size={15} aria-hidden="true" />
              {t('leads.webhook')}
            </Link>
          )}
          {writable && <AddLead onAdded={onOpen} />}
        </div>
      </header>
      <Stages counts={counts} chosen={filter.status} onChoose={(status) => onFilter({ status })} />
      <div className="toolbar">
        <SearchField
          label={t('leads.search')}
          value={filter.q ?? ''}
          onSearch={(q) => onFilter({ q: q || undefined })}
        />
        <SourceMenu chosen={filter.source} onChoose={(source) => onFilter({ source })} />
        <AssistantMenu chosen={filter.assistant} onChoose={(assistant) => onFilter({ assistant })} />
        {writable && (
          <a className="btn ghost end" href={exportAddress(filter)} download="leads.csv">
            <Download className="i" size={15} aria-hidden="true" />
            {t('leads.export')}
          </a>
        )}
      </div>
      <div className="tbl-scroll">
        {list.isPending ? (
          <Late>
            <TableSkeleton />
          </Late>
        ) : list.error && !leads.length ? (
          <Failure title={t('leads.failed')} error={list.error} onRetry={() => void list.refetch()} />
        ) : leads.length ? (
          <LeadsTable
            leads={leads}
            open={open?.id}
            onOpen={onOpen}
            onStatus={setStatus}
            byScore={filter.sort === 'score'}
            onSort={(byScore) => onFilter({ sort: byScore ? 'score' : undefined })}
          />
        ) : (
          <NoLeads
            filter={filter}
            counts={counts}
            rules={me.permissions.includes('assistant.write')}
            onClear={() =>
              onFilter({ status: undefined, source: undefined, assistant: undefined, q: undefined })
            }
          />
        )}
        {list.hasNextPage && (
          <button
            type="button"
            className="btn ghost sm more"
            disabled={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('leads.more')}
          </button>
        )}
      </div>
    </section>
  )
}

function Refreshed({ at, byScore }: { at: number; byScore: boolean }) {
  const now = useMinutes()
  const minutes = Math.floor((now - at) / 60_000)
  return t('leads.lead', {
    order: t(byScore ? 'leads.order.score' : 'leads.order.newest'),
    ago: at === 0 || minutes < 1 ? t('leads.justNow') : t('leads.minutesAgo', { n: minutes }),
  })
}

function NoLeads({
  filter,
  counts,
  rules,
  onClear,
}: {
  filter: LeadFilter
  counts: Record<LeadStatus, number> | undefined
  /** Whether whoever looks may have an assistant ask for them. */
  rules: boolean
  onClear: () => void
}) {
  const hidden = Object.values(counts ?? {}).reduce((sum, n) => sum + n, 0)
  if (filter.status || filter.q || filter.assistant || filter.source)
    return (
      <Empty
        picture="search"
        title={t('empty.leadsFiltered.title')}
        detail={t('empty.leadsFiltered.detail', { n: hidden })}
      >
        <button type="button" className="btn" onClick={onClear}>
          {t('empty.filter.action')}
        </button>
      </Empty>
    )
  return (
    <Empty picture="leads" title={t('empty.leads.title')} detail={t('empty.leads.detail')}>
      {rules && (
        <Link className="btn primary" to="/assistants" search={{ part: 'rules' }}>
          {t('empty.leads.rule')}
        </Link>
      )}
      <Link className="btn" to="/inbox" search={{}}>
        {t('empty.leads.action')}
      </Link>
    </Empty>
  )
}

const LINES = [30, 44, 38, 50, 34, 42]

function TableSkeleton() {
  return (
    <div className="tbl-sk" aria-hidden="true">
      {LINES.map((width) => (
        <div className="tbl-sk-row" key={width}>
          <span className="sk c" style={{ width: 34, height: 34 }} />
          <span className="sk" style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  )
}
