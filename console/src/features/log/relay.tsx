import type { HolderKind, Leg } from '@baton/api'
import { t } from '../../lib/i18n'
import { waitWords } from '../../lib/time'

const TONE: Record<HolderKind, string> = { assistant: 'a', nobody: 'w', person: 'h', none: 'o' }
/** Nights make some legs a hundred times as long as others: by their root all of them can be seen. */
const width = ({ from, until }: Leg) => Math.max(1, Math.sqrt(Date.parse(until) - Date.parse(from)))

/** Who held a conversation, one after the other, and how long. */
export function Relay({ legs, engaged }: { legs: Leg[]; engaged: boolean }) {
  if (!engaged)
    return (
      <span className="relay" aria-hidden="true">
        <i className="o" style={{ flex: 1 }} />
      </span>
    )
  const said = legs.map((leg) =>
    t('log.leg', { who: t(`log.leg.${leg.holder}`), time: waitWords(leg.from, Date.parse(leg.until)) }),
  )
  return (
    <span className="relay" role="img" aria-label={said.join(', ')} title={said.join(', ')}>
      {legs.map((leg) => (
        <i key={leg.from} className={TONE[leg.holder]} style={{ flex: width(leg) }} />
      ))}
    </span>
  )
}

/** What the strips mean. */
export function Legend() {
  const holders = ['assistant', 'nobody', 'person'] as const
  return (
    <ul className="log-legend" aria-label={t('log.legend')}>
      {holders.map((holder) => (
        <li key={holder}>
          <span className="relay" aria-hidden="true">
            <i className={TONE[holder]} style={{ flex: 1 }} />
          </span>
          {t(`log.leg.${holder}`)}
        </li>
      ))}
    </ul>
  )
}
