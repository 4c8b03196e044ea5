import type { Id, Lead, LeadStatus } from '@baton/api'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronDown } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { contactName } from '../../lib/baton'
import type { LeadFilter } from '../../lib/filters'
import { t } from '../../lib/i18n'
import { useShortcut } from '../../lib/keyboard'
import { assistantsQuery, leadsQuery, useMe } from '../../lib/queries'
import { useMinutes } from '../../lib/time'
import { useLeadStatus } from '../../live/lead-status'
import { Empty } from '../../ui/empty'
import { Failure } from '../../ui/failure'
import { Late } from '../../ui/late'
import { LEAD_STATUSES } from '../../ui/lead-chip'
import { Menu, MenuChoices } from '../../ui/menu'
import { SearchField } from '../../ui/search-field'
import { Stages } from './stages'
import { LeadsTable } from './table'

interface LeadsPaneProps {
  filter: LeadFilter
  open: Lead | undefined
  onFilter: (change: { [K in 'status' | 'assistant' | 'q']?: string | undefined }) => void
  onOpen: (lead: Lead | undefined) => void
  /** The lead that the address names, once it is loaded. */
  wanted: Id | undefined
  onFound: (lead: Lead | undefined) => void
}

const ANY = 'any'

/** The leads page without its right pane. */
export function LeadsPane({ filter, open, onFilter, onOpen, wanted, onFound }: LeadsPaneProps) {
  const list = useInfiniteQuery(leadsQuery(filter))
  const me = useMe()
  const leads = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const counts = list.data?.pages[0]?.counts
  const setStatus = useLeadStatus()
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
  const moving = open !== undefined && me.permissions.includes('lead.write')
  const move = (index: number) => {
    const status = LEAD_STATUSES[index]
    if (open && status) setStatus(open, open.name ?? contactName(open.contact), status)
  }
  useShortcut('status1', () => move(0), moving)
  useShortcut('status2', () => move(1), moving)
  useShortcut('status3', () => move(2), moving)
  useShortcut('status4', () => move(3), moving)
  useShortcut('status5', () => move(4), moving)

  return (
    <section className="page" aria-label={t('leads.title')} data-pane>
      <header className="page-head">
        <div>
          <span className="title" aria-hidden="true">
            {t('leads.title')}
          </span>
          <p>
            <Refreshed at={list.dataUpdatedAt} />
          </p>
        </div>
      </header>
      <Stages counts={counts} chosen={filter.status} onChoose={(status) => onFilter({ status })} />
      <div className="toolbar">
        <SearchField
          label={t('leads.search')}
          value={filter.q ?? ''}
          onSearch={(q) => onFilter({ q: q || undefined })}
        />
        <AssistantMenu chosen={filter.assistant} onChoose={(assistant) => onFilter({ assistant })} />
      </div>
      <div className="tbl-scroll">
        {list.isPending ? (
          <Late>
            <TableSkeleton />
          </Late>
        ) : list.error && !leads.length ? (
          <Failure title={t('leads.failed')} error={list.error} onRetry={() => void list.refetch()} />
        ) : leads.length ? (
          <LeadsTable leads={leads} open={open?.id} onOpen={onOpen} onStatus={setStatus} />
        ) : (
          <NoLeads
            filter={filter}
            counts={counts}
            onClear={() => onFilter({ status: undefined, assistant: undefined, q: undefined })}
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

function Refreshed({ at }: { at: number }) {
  const now = useMinutes()
  const minutes = Math.floor((now - at) / 60_000)
  return t('leads.lead', {
    ago: at === 0 || minutes < 1 ? t('leads.justNow') : t('leads.minutesAgo', { n: minutes }),
  })
}

function AssistantMenu({
  chosen,
  onChoose,
}: {
  chosen: Id | undefined
  onChoose: (id: Id | undefined) => void
}) {
  const { data } = useQuery(assistantsQuery)
  const items = data?.items ?? []
  return (
    <Menu
      trigger={
        <button type="button" className="drop box">
          {items.find((each) => each.id === chosen)?.name ?? t('leads.assistant.any')}
          <ChevronDown className="i" size={14} aria-hidden="true" />
        </button>
      }
    >
      <MenuChoices
        value={chosen ?? ANY}
        onChoose={(next) => onChoose(next === ANY ? undefined : next)}
        choices={[
          { value: ANY, label: t('leads.assistant.any') },
          ...items.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </Menu>
  )
}

function NoLeads({
  filter,
  counts,
  onClear,
}: {
  filter: LeadFilter
  counts: Record<LeadStatus, number> | undefined
  onClear: () => void
}) {
  const hidden = Object.values(counts ?? {}).reduce((sum, n) => sum + n, 0)
  if (filter.status || filter.q || filter.assistant)
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
