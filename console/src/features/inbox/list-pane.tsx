import type { Conversation, Id } from '@baton/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { t } from '../../lib/i18n'
import { useShortcut } from '../../lib/keyboard/use-shortcut'
import { listQuery, useMe } from '../../lib/queries'
import { Failure } from '../../ui/failure'
import { lazyPart } from '../../ui/on-demand/lazy-part'
import { SearchField } from '../../ui/search-field'
import { filterOf, type InboxState } from './filter'
import { moveFocus } from './move'
import { Row } from './row'
import { ListSkeleton } from './skeleton'
import { Tabs } from './tabs'
import { VirtualRows } from './virtual-rows'

const Filters = lazyPart(() => import('./filters').then((m) => ({ default: m.Filters })))
/** Fetched when the inbox is told by leads first, or empty. */
const LeadRows = lazyPart(() => import('./lead-rows').then((m) => ({ default: m.LeadRows })))
const Nothing = lazyPart(() => import('./nothing').then((m) => ({ default: m.Nothing })))

type Desk = typeof import('./desk/desk')

export interface ListPaneProps {
  state: InboxState
  /** The conversation that is open. */
  open: Id | undefined
  onState: (change: { [K in keyof InboxState]?: InboxState[K] | undefined }) => void
  onClear: () => void
  onOpen: (id: Id) => void
  /** The message of the open conversation that was searched for; null: none. */
  onFound: (seq: number | null) => void
  onNextWaiting: () => void
}

/** The left pane: search, tabs, filters and the list. */
export function ListPane(props: ListPaneProps) {
  const [desk, setDesk] = useState<Desk>()
  useEffect(() => void import('./desk/desk').then(setDesk), [])
  const { state, onState } = props
  const view = state.view ?? 'all'
  useShortcut('tab1', () => onState({ view: 'all' }))
  useShortcut('tab2', () => onState({ view: 'waiting' }))
  useShortcut('tab3', () => onState({ view: 'mine' }))
  return (
    <section className="list" aria-label={t('inbox.list')} data-pane>
      <div className="list-head">
        <div className="list-title">
          <span className="title" aria-hidden="true">
            {t('inbox.title')}
          </span>
          {desk && <desk.ViewsButton state={state} onState={onState} />}
          {desk && view !== 'leads' && <desk.SelectButton />}
        </div>
        <SearchField
          label={t('inbox.search')}
          value={state.q ?? ''}
          onSearch={(q) => onState({ q: q || undefined })}
        />
        <Tabs view={view} onView={(next) => onState({ view: next, sort: undefined })} />
        <Suspense fallback={<div className="filters" />}>
          <Filters state={state} onChange={onState} />
        </Suspense>
      </div>
      <div id="inbox-list" className="list-body" role="tabpanel" aria-label={t('inbox.list')}>
        {view === 'leads' ? (
          <Suspense fallback={<ListSkeleton />}>
            <LeadRows {...props} />
          </Suspense>
        ) : (
          <ConversationRows {...props} desk={desk} />
        )}
      </div>
    </section>
  )
}

function ConversationRows({
  state,
  open,
  onState,
  onClear,
  onOpen,
  onFound,
  onNextWaiting,
  desk,
}: ListPaneProps & { desk: Desk | undefined }) {
  const me = useMe().user
  const filter = useMemo(() => filterOf(state), [state])
  const list = useInfiniteQuery(listQuery(filter))
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const current = rows.findIndex((row) => row.id === open)
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const go = (step: number) => {
    const target = rows[current < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, current + step))]
    if (!target) return false
    onOpen(target.id)
    moveFocus(target.id)
  }
  const found = (state.q && rows[current]?.match?.seq) || null
  useEffect(() => {
    onFound(found)
    return () => onFound(null)
  }, [found, onFound])
  useShortcut('next', () => go(1))
  useShortcut('previous', () => go(-1))

  if (list.isPending) return <ListSkeleton />
  if (list.error && !rows.length)
    return <Failure title={t('inbox.failed')} error={list.error} onRetry={() => void list.refetch()} />
  const bar = desk && <desk.Bar key="bar" rows={rows} open={open} />
  if (!rows.length)
    return (
      <>
        <Suspense fallback={null}>
          <Nothing
            state={state}
            onClear={onClear}
            onSearch={(q) => onState({ q })}
            onAll={() => onState({ view: 'all' })}
            onNextWaiting={onNextWaiting}
          />
        </Suspense>
        {bar}
      </>
    )
  const Rows = desk?.rowsFor(filter) ?? VirtualRows<Conversation>
  const tabStop = Math.max(0, current)
  return (
    <>
      {state.q && (
        <p className="group" role="status">
          {hasNextPage ? t('inbox.resultsMore', { n: rows.length }) : t('inbox.results', { n: rows.length })}
        </p>
      )}
      <Rows
        items={rows}
        current={current}
        hasMore={hasNextPage}
        loadingMore={isFetchingNextPage}
        onMore={more}
      >
        {(row, index) => (
          <>
            <Row conversation={row} me={me} open={row.id === open} tabStop={index === tabStop} />
            {desk && <desk.Pick conversation={row} rows={rows} tabStop={index === tabStop} />}
          </>
        )}
      </Rows>
      {bar}
    </>
  )
}
