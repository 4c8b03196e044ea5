import type { Lead } from '@baton/api'
import { Target } from 'lucide-react'
import { t } from '../../lib/i18n'
import { timeOfDay } from '../../lib/time'

/** `group_size` as one reads it: "Group size". */
function inWords(key: string): string {
  const words = key.replace(/[_-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What the visitor left, above the conversation that it came from. */
export function LeadCard({ lead }: { lead: Lead }) {
  const facts: [string, string | null][] = [
    [t('leads.email'), lead.email],
    [t('leads.phone'), lead.phone],
    ...Object.entries(lead.fields).map(([key, value]): [string, string] => [inWords(key), value]),
  ]
  return (
    <section className="leadcard" aria-label={t('leads.card')}>
      <p className="h">
        <Target className="i" size={16} aria-hidden="true" />
        {t('leads.card')}
        <span className="faint">
          {timeOfDay(lead.created_at)}, {t(`leads.source.${lead.source}`).toLowerCase()}
        </span>
      </p>
      {lead.wants && <p className="leadcard-wants">{lead.wants}</p>}
      <dl>
        {facts.map(([label, value]) => (
          <div className="leadcard-fact" key={label}>
            <dt>{label}</dt>
            <dd title={value ?? ''}>{value ?? <span className="faint">{t('leads.none')}</span>}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
