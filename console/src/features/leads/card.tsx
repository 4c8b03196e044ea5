import type { Lead } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { ChevronDown, Target } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../lib/i18n'
import { timeOfDay } from '../../lib/time'
import { leadQuery } from './api'
import { History, inWords, sourceInside } from './history'
import { Receipt } from './receipt'
import { ScoreReasons } from './score'

/** What the visitor left, above the conversation that it came from; unfolded, why it counts and what was added when. */
export function LeadCard({ lead }: { lead: Lead }) {
  const [unfolded, setUnfolded] = useState(!lead.conversation_id)
  const { data } = useQuery({ ...leadQuery(lead.id), enabled: unfolded })
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
        <span className="faint trunc">
          {timeOfDay(lead.created_at)}, {sourceInside(lead.source)}
        </span>
        <button
          type="button"
          className="tool end"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {t('leads.score')} <b className="num">{lead.score.value}</b>
          <ChevronDown className="i turn" size={13} aria-hidden="true" />
        </button>
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
      {unfolded && (
        <div className="leadcard-more">
          <ScoreReasons score={lead.score} />
          {data && <History captures={data.captures} />}
          <Receipt lead={lead.id} />
        </div>
      )}
    </section>
  )
}
