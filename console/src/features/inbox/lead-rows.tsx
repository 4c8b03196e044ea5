import type { Lead } from '@baton/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import { useCallback, useMemo } from 'react'
import { contactName, holdOf } from '../../lib/baton'
import type { LeadFilter } from '../../lib/filters'
import { t } from '../../lib/i18n'
import { useShortcut } from '../../lib/keyboard/use-shortcut'
import { leadsQuery, useMe } from '../../lib/queries'
import { ago, useMinutes } from '../../lib/time'
import { useLeadStatus, useStatusKeys } from '../../live/lead-status'
import { ContactAvatar } from '../../ui/avatar'
import { Empty } from '../../ui/empty'
import { Failure } from '../../ui/failure'
import { HoldPill } from '../../ui/hold'
import { LeadChip, LeadStatusPicker } from '../../ui/lead-chip'
import type { ListPaneProps } from './list-pane'
import { moveFocus } from './move'
import { ListSkeleton } from './skeleton'
import { VirtualRows } from './virtual-rows'

const EDGE = { ai: 'e-ai', wait: 'e-wait', you: 'e-you', mate: 'e-mate', done: '' }

/** The inbox told by leads: newest first, the status edited in place. */
export function LeadRows({ state, open, onOpen, onClear }: ListPaneProps) {
  const filter = useMemo<LeadFilter>(
    () => ({
      ...(state.q ? { q: state.q } : {}),
      ...(state.assistant ? { assistant: state.assistant } : {}),
    }),
    [state.q, state.assistant],
  )
  const list = useInfiniteQuery(leadsQuery(filter))
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const current = open ? rows.findIndex((lead) => lead.conversation_id === open) : -1
  const chosen = rows[current]
  useStatusKeys(chosen, chosen ? (chosen.name ?? contactName(chosen.contact)) : '')
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const go = (step: number) => {
    // One that was added from outside has nothing to open here.
    const rest = step > 0 ? rows.slice(current + 1) : rows.slice(0, Math.max(0, current)).reverse()
    const target = rest.find((lead) => lead.conversation_id)?.conversation_id
    if (!target) return false
    onOpen(target)
    moveFocus(target)
  }
  useShortcut('next', () => go(1))
  useShortcut('previous', () => go(-1))

  if (list.isPending) return <ListSkeleton />
  if (list.error && !rows.length)
    return <Failure title={t('leads.failed')} error={list.error} onRetry={() => void list.refetch()} />
  if (!rows.length && state.q)
    return (
      <Empty
        picture="search"
        title={t('empty.search.title', { q: state.q })}
        detail={t('empty.leads.detail')}
      >
        <button type="button" className="btn" onClick={onClear}>
          {t('empty.search.action')}
        </button>
      </Empty>
    )
  if (!rows.length)
    return <Empty picture="leads" title={t('empty.leads.title')} detail={t('empty.leads.detail')} />
  return (
    <VirtualRows
      items={rows}
      current={current}
      hasMore={hasNextPage}
      loadingMore={isFetchingNextPage}
      onMore={more}
    >
      {(lead, index) => (
        <LeadRow
          lead={lead}
          open={index === current}
          tabStop={current < 0 ? index === 0 : index === current}
        />
      )}
    </VirtualRows>
  )
}

function LeadRow({ lead, open, tabStop }: { lead: Lead; open: boolean; tabStop: boolean }) {
  const now = useMinutes()
  const me = useMe()
  const setStatus = useLeadStatus()
  const hold = lead.baton && holdOf(lead.baton, me.user.id)
  const name = lead.name ?? contactName(lead.contact)
  return (
    <div className={clsx('crow', hold && EDGE[hold])} aria-current={open || undefined}>
      <ContactAvatar contact={{ ...lead.contact, name }} px={38} />
      <div className="stack">
        <div className="l1">
          {lead.conversation_id ? (
            <Link
              from="/inbox"
              to="/inbox/$conversationId"
              params={{ conversationId: lead.conversation_id }}
              search={(previous) => previous}
              className="name trunc crow-link"
              tabIndex={tabStop ? 0 : -1}
              data-row={lead.conversation_id}
            >
              {name}
            </Link>
          ) : (
            <Link
              to="/leads"
              search={{ lead: lead.id }}
              className="name trunc crow-link"
              tabIndex={tabStop ? 0 : -1}
            >
              {name}
            </Link>
          )}
          <time dateTime={lead.created_at}>{ago(lead.created_at, now)}</time>
        </div>
        <div className="l2">
          <span className="trunc">
            {lead.wants ?? lead.email ?? lead.phone ?? t(`leads.source.${lead.source}`)}
          </span>
        </div>
        <div className="l3">
          {me.permissions.includes('lead.write') ? (
            <LeadStatusPicker
              status={lead.status}
              name={name}
              onPick={(status) => setStatus(lead, name, status)}
            />
          ) : (
            <LeadChip status={lead.status} />
          )}
          {hold && lead.baton && (
            <HoldPill
              standing={{ hold, owes: false }}
              baton={lead.baton}
              assistant={lead.assistant.name}
              short
            />
          )}
        </div>
      </div>
    </div>
  )
}
