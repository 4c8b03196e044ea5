import type { Lead } from '@baton/api'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import clsx from 'clsx'
import { PanelRightOpen, X } from 'lucide-react'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { LeadCard } from '../features/leads/card'
import { LeadsPane } from '../features/leads/leads-pane'
import { Thread } from '../features/thread/thread'
import { contactName } from '../lib/baton'
import type { LeadFilter } from '../lib/filters'
import { t } from '../lib/i18n'
import { useShortcut } from '../lib/keyboard'
import { IconButton } from '../ui/icon-button'
import { parseLeadsSearch } from './search'
import { useInspected } from './use-inspected'
import '../styles/pages.css'

const Inspector = lazy(() => import('../features/thread/inspector').then((m) => ({ default: m.Inspector })))

const route = getRouteApi('/shell/leads')

/** The table of leads, and the conversation of the chosen one beside it. */
export function LeadsPage() {
  const { lead: wanted, ...filters } = route.useSearch()
  const navigate = useNavigate({ from: '/leads' })
  const [open, setOpen] = useState<Lead | undefined>()
  const { status, assistant, q } = filters
  const filter = useMemo<LeadFilter>(
    () => ({ ...(status ? { status } : {}), ...(assistant ? { assistant } : {}), ...(q ? { q } : {}) }),
    [status, assistant, q],
  )
  const shown = open?.id === wanted ? open : undefined
  /** A lead that a change of status took out of the list stays open. */
  const found = useCallback((lead: Lead | undefined) => setOpen((previous) => lead ?? previous), [])
  const inspection = useInspected(shown?.conversation_id)

  const change = (next: object) =>
    void navigate({
      search: parseLeadsSearch(
        Object.fromEntries(
          Object.entries({ ...filters, lead: wanted, ...next }).filter(([, value]) => value !== undefined),
        ),
      ),
      replace: true,
    })
  const close = () => change({ lead: undefined })
  useShortcut('back', () => (shown ? close() : false))
  useShortcut('why', () => inspection.toggleNewest(), shown !== undefined)

  return (
    <main className={clsx('sheet leads-sheet', shown && 'has-thread')} id="main" tabIndex={-1}>
      <h1 className="sr">{t('leads.title')}</h1>
      <LeadsPane
        filter={filter}
        open={shown}
        wanted={wanted}
        onFound={found}
        onFilter={change}
        onOpen={(lead) => change({ lead: lead?.id })}
      />
      {shown && (
        <div className="lead-pane">
          {inspection.message?.turn_id ? (
            <Suspense fallback={null}>
              <Inspector
                message={inspection.message}
                turn={inspection.message.turn_id}
                assistant={inspection.assistant}
                onClose={inspection.close}
              />
            </Suspense>
          ) : (
            <>
              <LeadHead lead={shown} onClose={close} />
              <Thread
                key={shown.conversation_id}
                id={shown.conversation_id}
                inspected={null}
                onWhy={inspection.toggle}
                onBack={close}
                onPanel={close}
                frame="slim"
                card={<LeadCard lead={shown} />}
              />
            </>
          )}
        </div>
      )}
    </main>
  )
}

function LeadHead({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  return (
    <header className="lead-head">
      <div className="grow">
        <h2 className="trunc">{lead.name ?? contactName(lead.contact)}</h2>
        <p className="t-xs muted">{t(lead.contact.online ? 'inbox.online' : 'inbox.offline')}</p>
      </div>
      <Link
        className="btn sm"
        to="/inbox/$conversationId"
        params={{ conversationId: lead.conversation_id }}
        search={{}}
      >
        <PanelRightOpen className="i" size={14} aria-hidden="true" />
        {t('leads.openInbox')}
      </Link>
      <IconButton size="sm" label={t('leads.closePane')} onClick={onClose}>
        <X className="i" size={16} aria-hidden="true" />
      </IconButton>
    </header>
  )
}
