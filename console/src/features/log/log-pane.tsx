import type { Id, LogLine } from '@baton/api'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { api } from '../../lib/api'
import { contactName } from '../../lib/baton'
import type { Query } from '../../lib/http'
import { t, teach } from '../../lib/i18n'
import { log } from '../../lib/i18n/en/log'
import { useShortcut } from '../../lib/keyboard/use-shortcut'
import { keys } from '../../lib/keys'
import { useMe } from '../../lib/queries'
import { toast } from '../../lib/toasts'
import { Failure } from '../../ui/failure'
import { Key } from '../../ui/keys'
import { Late } from '../../ui/late'
import { countsOf, logQuery } from './api'
import { DeleteDialog, type Wish } from './deletion'
import { type Change, type LogState, toQuery } from './filter'
import { Nothing } from './nothing'
import { Legend } from './relay'
import { LogTable } from './table'
import { Toolbar } from './toolbar'

teach(log)

/** A page may be short although there is more further back: then the next one is asked for at once. */
const FULL = 25

interface LogPaneProps {
  state: LogState
  open: Id | undefined
  onChange: (change: Change) => void
  onOpen: (line: LogLine) => void
  /** The open one may be among them. */
  onDeleted: (ids: Id[]) => void
}

/** The log without its right pane. */
export function LogPane({ state, open, onChange, onOpen, onDeleted }: LogPaneProps) {
  const me = useMe()
  const query = useMemo(() => toQuery(state, new Date()), [state])
  const list = useInfiniteQuery(logQuery(query))
  const lines = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(new Set())
  const [wish, setWish] = useState<Wish>()
  const selected = useMemo(
    () => new Set(lines.map(({ id }) => id).filter((id) => chosen.has(id))),
    [lines, chosen],
  )
  const may = {
    deleteOne: me.permissions.includes('conversation.delete'),
    select: me.permissions.includes('conversation.bulk_delete'),
  }
  const short = (list.data?.pages.at(-1)?.items.length ?? FULL) < FULL
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = list
  useEffect(() => {
    if (short && hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage()
  }, [short, hasNextPage, isFetchingNextPage, isError, fetchNextPage])

  const select = (ids: Id[], on: boolean) =>
    setChosen((before) => {
      const after = new Set(before)
      for (const id of ids) on ? after.add(id) : after.delete(id)
      return after
    })
  const go = (step: number) => {
    const at = lines.findIndex((line) => line.id === open)
    const target = lines[at < 0 ? 0 : Math.min(lines.length - 1, Math.max(0, at + step))]
    if (!target) return false
    onOpen(target)
  }
  useShortcut('next', () => go(1))
  useShortcut('previous', () => go(-1))
  useShortcut('back', () => setChosen(new Set()), selected.size > 0 && !open)

  return (
    <section className="page log-page" aria-label={t('log.title')} data-pane>
      <header className="page-head">
        <div>
          <span className="title" aria-hidden="true">
            {t('log.title')}
          </span>
          <p>{t('log.lead')}</p>
        </div>
        <div className="end">
          <Legend />
        </div>
      </header>
      <Toolbar state={state} query={query} onChange={onChange} onWish={setWish} />
      <div className="tbl-scroll">
        {list.isPending ? (
          <Late>
            <Skeleton />
          </Late>
        ) : list.error && !lines.length ? (
          <Failure title={t('log.failed')} error={list.error} onRetry={() => void list.refetch()} />
        ) : lines.length ? (
          <LogTable
            lines={lines}
            open={open}
            selected={selected}
            may={may}
            onOpen={onOpen}
            onSelect={select}
            onDelete={({ id, contact }) => setWish({ kind: 'one', id, name: contactName(contact) })}
          />
        ) : (
          !hasNextPage && <Nothing state={state} query={query} onChange={onChange} />
        )}
        {hasNextPage && (
          <button
            type="button"
            className="btn ghost sm more"
            disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {t(isFetchingNextPage ? 'log.looking' : 'log.more')}
          </button>
        )}
      </div>
      <Foot state={state} query={query} shown={lines.length} />
      {selected.size > 0 && (
        <SelectionBar
          lines={lines.filter((line) => selected.has(line.id))}
          onClear={() => setChosen(new Set())}
          onDelete={() => setWish({ kind: 'many', ids: [...selected] })}
        />
      )}
      <DeleteDialog
        wish={wish}
        onClose={() => setWish(undefined)}
        onDeleted={(ids) => {
          select(ids, false)
          onDeleted(ids)
        }}
      />
    </section>
  )
}

function SelectionBar({
  lines,
  onClear,
  onDelete,
}: {
  lines: LogLine[]
  onClear: () => void
  onDelete: () => void
}) {
  const client = useQueryClient()
  const open = lines.filter((line) => line.baton.status === 'open')
  const resolve = async () => {
    const done = await Promise.allSettled(open.map((line) => api.resolve(line.id)))
    const n = done.filter((each) => each.status === 'fulfilled').length
    toast({ title: t('log.resolved', { n }) })
    void client.invalidateQueries({ queryKey: keys.log })
    onClear()
  }
  return (
    <section className="selbar" aria-label={t('log.selection')}>
      <b aria-live="polite">{t('log.selected', { n: lines.length })}</b>
      <button type="button" className="btn ghost sm" onClick={onClear}>
        {t('log.clear')} <Key name="Esc" />
      </button>
      <span className="vr" />
      {open.length > 0 && (
        <button type="button" className="btn" onClick={() => void resolve()}>
          {t('log.resolve')}
        </button>
      )}
      <button type="button" className="btn danger" onClick={onDelete}>
        <Trash2 className="i" size={15} aria-hidden="true" />
        {t('log.deleteSelected', { n: lines.length })}
      </button>
    </section>
  )
}

function Foot({ state, query, shown }: { state: LogState; query: Query; shown: number }) {
  const { engaged: _, ...both } = query
  const { data: counts } = useQuery({ ...countsOf(both), enabled: !state.q })
  const hidden = counts ? counts.all - counts.engaged : 0
  return (
    <footer className="log-foot">
      <p>
        {t('log.foot')} <b>{t('log.footWho')}</b>. {t('log.footRest')}
      </p>
      <p className="end">
        {!state.all && !state.q && hidden > 0 && (
          <span>{t(counts?.more ? 'log.hiddenMore' : 'log.hidden', { n: hidden })}</span>
        )}
        <span className="num">{t('log.shown', { n: shown })}</span>
      </p>
    </footer>
  )
}

const LINES = [30, 44, 38, 50, 34, 42, 36]

function Skeleton() {
  return (
    <div className="tbl-sk" aria-hidden="true">
      {LINES.map((width) => (
        <div className="tbl-sk-row" key={width}>
          <span className="sk c" style={{ width: 32, height: 32 }} />
          <span className="sk" style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  )
}
