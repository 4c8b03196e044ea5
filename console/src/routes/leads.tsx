import type { Lead } from '@baton/api'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import clsx from 'clsx'
import { useCallback, useMemo, useState } from 'react'
import { LeadCard } from '../features/leads/card'
import { LeadsPane } from '../features/leads/leads-pane'
import { contactName } from '../lib/baton'
import type { LeadFilter } from '../lib/filters'
import { t } from '../lib/i18n'
import { Beside, BesideHead } from './beside'
import { parseLeadsSearch } from './search'

const route = getRouteApi('/shell/leads')

/** The table of leads, and the conversation of the chosen one beside it. */
export function LeadsPage() {
  const { lead: wanted, ...filters } = route.useSearch()
  const navigate = useNavigate({ from: '/leads' })
  const [open, setOpen] = useState<Lead | undefined>()
  const { status, source, assistant, q, sort } = filters
  const filter = useMemo<LeadFilter>(
    () => ({
      ...(status ? { status } : {}),
      ...(source ? { source } : {}),
      ...(assistant ? { assistant } : {}),
      ...(q ? { q } : {}),
      ...(sort ? { sort } : {}),
    }),
    [status, source, assistant, q, sort],
  )
  const shown = open?.id === wanted ? open : undefined
  /** A lead that a change of status took out of the list stays open. */
  const found = useCallback((lead: Lead | undefined) => setOpen((previous) => lead ?? previous), [])

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
        <Beside
          conversation={shown.conversation_id ?? undefined}
          onClose={close}
          head={<LeadHead lead={shown} onClose={close} />}
          card={<LeadCard key={shown.id} lead={shown} />}
          alone={
            <div className="lead-alone">
              <LeadCard key={shown.id} lead={shown} />
              <p className="muted">{t('leads.noTalkDetail')}</p>
            </div>
          }
        />
      )}
    </main>
  )
}

function LeadHead({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const talk = lead.conversation_id
  return (
    <BesideHead
      title={lead.name ?? contactName(lead.contact)}
      note={t(talk ? (lead.contact.online ? 'inbox.online' : 'inbox.offline') : 'leads.noTalk')}
      conversation={talk}
      closing={t(talk ? 'leads.closePane' : 'leads.closeLead')}
      onClose={onClose}
    />
  )
}
