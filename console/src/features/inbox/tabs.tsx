import type { Counts } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/i18n'
import { countsQuery } from '../../lib/queries'
import type { InboxState } from './filter'

const TABS = ['all', 'waiting', 'mine', 'leads'] as const
export type Tab = (typeof TABS)[number]

/** Whose baton: everyone's, nobody's, mine; and the same by leads. */
export function Tabs({
  view,
  onView,
}: {
  view: NonNullable<InboxState['view']>
  onView: (view: Tab) => void
}) {
  const { data: counts } = useQuery(countsQuery)
  return (
    <div
      className="seg"
      role="tablist"
      aria-label={t('inbox.queue')}
      onKeyDown={(event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
        const next = TABS[(TABS.indexOf(view) + (step ?? 0) + TABS.length) % TABS.length]
        if (!step || !next) return
        event.preventDefault()
        onView(next)
        const tabs = event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')
        tabs[TABS.indexOf(next)]?.focus()
      }}
    >
      {TABS.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          aria-selected={tab === view}
          aria-controls="inbox-list"
          tabIndex={tab === view ? 0 : -1}
          onClick={() => onView(tab)}
        >
          {tab === 'leads' ? t('leads.title') : t(`inbox.view.${tab}`)}
          <Count tab={tab} counts={counts} />
        </button>
      ))}
    </div>
  )
}

/** Blank until it is known, never a zero that may be wrong. */
function Count({ tab, counts }: { tab: Tab; counts: Counts | undefined }) {
  if (!counts) return null
  const n = { all: counts.all, waiting: counts.waiting, mine: counts.mine, leads: counts.leads_new }[tab]
  if (tab === 'leads' && n === 0) return null
  return <span className={tab === 'waiting' && n > 0 ? 'pip' : 'count'}>{n > 99 ? '99+' : n}</span>
}
