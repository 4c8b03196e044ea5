import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { t } from '../../lib/i18n'
import { countsQuery } from '../../lib/queries'

const PAGES = {
  inbox: 'nav.inbox',
  leads: 'nav.leads',
  conversations: 'nav.log',
  knowledge: 'nav.knowledge',
  assistants: 'nav.assistants',
  settings: 'nav.settings',
} as const

/** The title of the tab: where one is, and how many wait. */
export function useTitle(): void {
  const place = useRouterState({ select: (state) => state.location.pathname.split('/')[1] ?? '' })
  const { data: counts } = useQuery(countsQuery)
  const waiting = counts?.waiting ?? 0
  useEffect(() => {
    const page = Object.entries(PAGES).find(([name]) => name === place)?.[1]
    const words = [page ? t(page) : null, t('app.name')].filter(Boolean).join(' · ')
    document.title = waiting ? `(${waiting > 99 ? '99+' : waiting}) ${words}` : words
  }, [place, waiting])
}
