import type { Conversation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../lib/api'
import { pagePath } from '../../lib/baton'
import { t } from '../../lib/i18n'
import { ago, exact, useMinutes } from '../../lib/time'
import { Section } from './section'

/** Shown at first. */
const FEW = 5
/** While the visitor is there, they may walk on. */
const LOOK_MS = 15_000

/** Where the visitor was, the newest page first. */
export function Pages({ conversation }: { conversation: Conversation }) {
  const [all, setAll] = useState(false)
  const now = useMinutes()
  const { data } = useQuery({
    queryKey: ['pages', conversation.id],
    queryFn: () => api.pages(conversation.id),
    refetchInterval: conversation.contact.online ? LOOK_MS : false,
  })
  const pages = data?.items ?? []
  if (!pages.length) return null
  const hidden = pages.length - FEW
  return (
    <Section title="panel.pages" end={pages.length}>
      <ol className="p-list p-pages">
        {pages.slice(0, all ? pages.length : FEW).map((page) => (
          <li key={page.at + page.url}>
            <a className="p-row" href={page.url} target="_blank" rel="noreferrer noopener">
              <span className="trunc grow" title={page.url}>
                {page.title || pagePath(page.url)}
              </span>
              <time className="t-xs faint" dateTime={page.at} title={exact(page.at)}>
                {ago(page.at, now)}
              </time>
            </a>
          </li>
        ))}
      </ol>
      {!all && hidden > 0 && (
        <button type="button" className="btn ghost sm" onClick={() => setAll(true)}>
          {t('panel.pages.more', { n: hidden })}
        </button>
      )}
    </Section>
  )
}
