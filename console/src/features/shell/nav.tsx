import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BookOpen, Ellipsis, Inbox, ScrollText, Settings2, Target } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../../lib/i18n'
import { countsQuery } from '../../lib/queries'
import { Logo } from '../../ui/marks'

/** An assistant, as an outline. */
function Squircle({ size, className }: { size: number; className: string }) {
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M12 3c6.5 0 9 2.5 9 9s-2.5 9-9 9-9-2.5-9-9 2.5-9 9-9zM9 10v4M15 10v4" />
    </svg>
  )
}

const PLACES = [
  { to: '/inbox', icon: Inbox, label: 'nav.inbox' },
  { to: '/leads', icon: Target, label: 'nav.leads' },
  { to: '/conversations', icon: ScrollText, label: 'nav.log' },
  { to: '/knowledge', icon: BookOpen, label: 'nav.knowledge' },
  { to: '/assistants', icon: Squircle, label: 'nav.assistants' },
] as const

const capped = (n: number) => (n > 99 ? '99+' : String(n))

function Places({ className, px }: { className: string; px: number }) {
  const { data: counts } = useQuery(countsQuery)
  return PLACES.map(({ to, icon: Icon, label }) => (
    <Link key={to} to={to} className={className} activeProps={{ 'aria-current': 'page' }}>
      <Icon className="i" size={px} aria-hidden="true" />
      <span>{t(label)}</span>
      {to === '/inbox' && counts && counts.waiting > 0 && (
        <b className="rail-badge">
          <span aria-hidden="true">{capped(counts.waiting)}</span>
          <span className="sr">{t('nav.waiting', { n: counts.waiting })}</span>
        </b>
      )}
      {to === '/leads' && counts && counts.leads_new > 0 && (
        <b className="rail-badge quiet">
          <span aria-hidden="true">{capped(counts.leads_new)}</span>
          <span className="sr">{t('nav.newLeads', { n: counts.leads_new })}</span>
        </b>
      )}
    </Link>
  ))
}

/** The left rail. */
export function Rail({ foot }: { foot: ReactNode }) {
  return (
    <nav className="rail" aria-label={t('app.main')}>
      <Link to="/inbox" className="rail-logo" aria-label={t('app.home')}>
        <Logo size={28} />
      </Link>
      <div className="rail-nav">
        <Places className="rail-item" px={20} />
      </div>
      <div className="rail-foot">
        <Link to="/settings" className="rail-item" activeProps={{ 'aria-current': 'page' }}>
          <Settings2 className="i" size={20} aria-hidden="true" />
          <span>{t('nav.settings')}</span>
        </Link>
        {foot}
      </div>
    </nav>
  )
}

/** The bar at the bottom of a phone. */
export function BottomBar() {
  return (
    <nav className="m-nav" aria-label={t('app.main')}>
      <Places className="m-nav-item" px={22} />
      <Link to="/settings" className="m-nav-item" activeProps={{ 'aria-current': 'page' }}>
        <Ellipsis className="i" size={22} aria-hidden="true" />
        <span>{t('nav.more')}</span>
      </Link>
    </nav>
  )
}
