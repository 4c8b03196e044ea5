import type { LogLine } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import clsx from 'clsx'
import { useMemo } from 'react'
import { parseLogState } from '../features/log/filter'
import { LogPane } from '../features/log/log-pane'
import { contactName } from '../lib/baton'
import { t } from '../lib/i18n'
import { conversationQuery } from '../lib/queries'
import { Beside, BesideHead } from './beside'
import '../styles/log.css'

const route = getRouteApi('/shell/conversations')

/** The log of all conversations, and the chosen one beside it, with the same controls as in the inbox. */
export function LogPage() {
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/conversations' })
  const open = typeof search.open === 'string' ? search.open : undefined
  const state = useMemo(() => parseLogState(search), [search])
  const change = (next: Record<string, unknown>) => {
    const all = { ...state, open, ...next }
    const set = Object.entries(all).filter(([, value]) => value !== undefined)
    void navigate({ search: Object.fromEntries(set), replace: true })
  }
  const close = () => change({ open: undefined })

  return (
    <main className={clsx('sheet leads-sheet log-sheet', open && 'has-thread')} id="main" tabIndex={-1}>
      <h1 className="sr">{t('log.title')}</h1>
      <LogPane
        state={state}
        open={open}
        onChange={change}
        onOpen={(line: LogLine) => change({ open: line.id })}
        onDeleted={(ids) => open && ids.includes(open) && close()}
      />
      {open && <Beside conversation={open} onClose={close} head={<Head id={open} onClose={close} />} />}
    </main>
  )
}

function Head({ id, onClose }: { id: string; onClose: () => void }) {
  const { data } = useQuery(conversationQuery(id))
  return (
    <BesideHead
      title={data ? contactName(data.contact) : ''}
      note={data && t(data.contact.online ? 'inbox.online' : 'inbox.offline')}
      conversation={id}
      closing={t('log.close')}
      onClose={onClose}
    />
  )
}
