import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Ban, Check, ChevronRight, Download, ShieldCheck } from 'lucide-react'
import { useMemo, useState } from 'react'
import { toastError } from '../../../lib/explain'
import type { Query } from '../../../lib/http'
import { t, teach } from '../../../lib/i18n'
import { audit } from '../../../lib/i18n/en/settings/audit'
import { exact, timeOfDay } from '../../../lib/time'
import { Empty } from '../../../ui/empty'
import { Failure } from '../../../ui/failure'
import { SettingsSection } from '../../../ui/form/page'
import { type Column, Table, TableSkeleton } from '../../../ui/form/table'
import { IconButton } from '../../../ui/icon-button'
import { Late } from '../../../ui/late'
import { Menu, MenuChoices } from '../../../ui/menu'
import { type AuditLine, auditQuery, checkChain, exportUrl } from './api'
import { LineDialog } from './detail'
import { AuditFilters, type AuditState } from './filters'
import { actInWords, kindInWords, whoDid } from './words'
import '../../../styles/audit.css'

teach(audit)

/** Days begin at midnight where the reader is. */
function toQuery({ range, ...rest }: AuditState, now: Date): Query {
  const days = range && 1 - Number(range)
  const from =
    days === undefined
      ? undefined
      : new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).toISOString()
  return { ...rest, from }
}

/** Who did what to what, accepted or refused. */
export function AuditPage() {
  const [state, setState] = useState<AuditState>({})
  const [shown, setShown] = useState<AuditLine>()
  const query = useMemo(() => toQuery(state, new Date()), [state])
  const list = useInfiniteQuery(auditQuery(query))
  const lines = list.data?.pages.flatMap((page) => page.items)
  const narrowed = Object.values(state).some(Boolean)
  return (
    <SettingsSection title={t('settings.audit')} lead={t('audit.lead')} actions={<Actions query={query} />}>
      <AuditFilters
        state={state}
        actions={list.data?.pages[0]?.actions ?? []}
        onChange={(change) => setState((before) => ({ ...before, ...change }))}
      />
      {list.error && !lines && (
        <Failure title={t('audit.failed')} error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && (
        <Late>
          <TableSkeleton />
        </Late>
      )}
      {lines?.length === 0 && (
        <Empty
          picture="search"
          title={t(narrowed ? 'audit.none.title' : 'audit.empty.title')}
          detail={t(narrowed ? 'audit.none.detail' : 'audit.empty.detail')}
        >
          {narrowed && (
            <button type="button" className="btn" onClick={() => setState({})}>
              {t('audit.clear')}
            </button>
          )}
        </Empty>
      )}
      {lines && lines.length > 0 && (
        <Table label={t('settings.audit')} columns={columns(setShown)} rows={lines} id={(line) => line.id} />
      )}
      {list.hasNextPage && (
        <button
          type="button"
          className="btn ghost sm audit-next"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('audit.showMore')}
        </button>
      )}
      <LineDialog
        line={shown}
        onClose={() => setShown(undefined)}
        onTarget={(target) => setState({ target })}
      />
    </SettingsSection>
  )
}

/** Checking the chain, and taking the log out. */
function Actions({ query }: { query: Query }) {
  const check = useMutation({ mutationFn: checkChain, onError: toastError })
  const found = check.data
  return (
    <>
      <span className="audit-found" role="status">
        {found?.whole && (
          <span title={t('audit.wholeDetail', { hash: found.hash ?? '' })}>
            <ShieldCheck className="i" size={15} aria-hidden="true" />
            {t('audit.whole', { n: found.lines })}
          </span>
        )}
        {found && !found.whole && (
          <span className="wrong" title={t('audit.brokenDetail', { why: found.why ?? '' })}>
            {t('audit.broken', { n: found.lines })}
          </span>
        )}
      </span>
      <button type="button" className="btn" disabled={check.isPending} onClick={() => check.mutate()}>
        {t(check.isPending ? 'audit.checking' : 'audit.check')}
      </button>
      <Menu
        align="end"
        label={t('audit.export')}
        trigger={
          <button type="button" className="btn">
            <Download className="i" size={15} aria-hidden="true" />
            {t('audit.export')}
          </button>
        }
      >
        <MenuChoices
          value=""
          onChoose={(format) => location.assign(exportUrl(query, format))}
          choices={(['csv', 'json'] as const).map((value) => ({ value, label: t(`audit.export.${value}`) }))}
        />
      </Menu>
    </>
  )
}

const columns = (onShow: (line: AuditLine) => void): Column<AuditLine>[] => [
  {
    id: 'action',
    title: t('audit.action'),
    cell: (line) => (
      <span className="stack">
        <b className="trunc">{actInWords(line.action)}</b>
        <span className="muted t-xs trunc audit-target">
          {kindInWords(line.target_kind)} {line.target_id && <span className="mono">{line.target_id}</span>}
        </span>
      </span>
    ),
  },
  {
    id: 'actor',
    title: t('audit.actor'),
    width: 'w-160',
    cell: (line) => (
      <span className="stack">
        <span className="trunc">{whoDid(line)}</span>
        <span className="muted t-xs mono trunc">{line.address ?? t('audit.addressNone')}</span>
      </span>
    ),
  },
  {
    id: 'outcome',
    title: t('audit.outcome'),
    width: 'w-120',
    cell: ({ outcome }) => {
      const Icon = outcome === 'accepted' ? Check : Ban
      return (
        <span className={`audit-outcome ${outcome}`}>
          <Icon className="i" size={13} aria-hidden="true" />
          {t(`audit.outcome.${outcome}`)}
        </span>
      )
    },
  },
  { id: 'at', title: t('audit.at'), width: 'w-160', cell: (line) => <When at={line.at} /> },
  {
    id: 'details',
    title: t('audit.details'),
    quiet: true,
    width: 'w-60',
    cell: (line) => (
      <IconButton
        size="sm"
        label={t('audit.detailsFor', { action: actInWords(line.action) })}
        onClick={() => onShow(line)}
      >
        <ChevronRight className="i" size={16} aria-hidden="true" />
      </IconButton>
    ),
  },
]

function When({ at }: { at: string }) {
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
  return (
    <time className="muted num" dateTime={at} title={exact(at)}>
      {day.format(new Date(at))}, {timeOfDay(at)}
    </time>
  )
}
