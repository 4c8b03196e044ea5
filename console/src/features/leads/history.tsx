import type { LeadCapture, LeadSource } from '@baton/api'
import { t } from '../../lib/i18n'
import { ago, exact, useMinutes } from '../../lib/time'

const OWN = ['name', 'email', 'phone', 'wants'] as const

/** `group_size` as one reads it: "Group size". */
export function inWords(key: string): string {
  const own = OWN.find((each) => each === key)
  if (own) return t(`leads.${own}`)
  const words = key.replace(/[_-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A source in the middle of a sentence. */
export function sourceInside(source: LeadSource): string {
  const name = t(`leads.source.${source}`)
  return /^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
}

/** The captures that made a lead what it is: what each added, and when. */
export function History({ captures }: { captures: LeadCapture[] }) {
  const now = useMinutes()
  return (
    <section className="lead-history" aria-label={t('leads.history')}>
      <h3>{t('leads.history')}</h3>
      <ol>
        {captures.map((capture, index) => {
          const told = Object.entries(capture.added)
          return (
            <li key={capture.at + String(index)}>
              <p>
                <b>{t(index ? 'leads.historyLater' : 'leads.historyFirst')}</b>{' '}
                <span className="muted">
                  {sourceInside(capture.source)}
                  {capture.actor.kind === 'user' && ` ${t('leads.by', { name: capture.actor.name ?? '' })}`}
                </span>
                <time className="faint" dateTime={capture.at} title={exact(capture.at)}>
                  {ago(capture.at, now)}
                </time>
              </p>
              {told.length ? (
                <dl>
                  {told.map(([key, value]) => (
                    <div key={key}>
                      <dt>{inWords(key)}</dt>
                      <dd>{value}</dd>
                    </div>
                  ))}
                </dl>
              ) : (
                <p className="faint">{t('leads.historyNothing')}</p>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
