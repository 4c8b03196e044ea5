import type { LeadStatus } from '@baton/api'
import { t } from '../../lib/i18n'
import { LEAD_STATUSES } from '../../ui/lead-chip'

interface StagesProps {
  counts: Record<LeadStatus, number> | undefined
  chosen: LeadStatus | undefined
  onChoose: (status: LeadStatus | undefined) => void
}

/** How many leads are at each stage; pressing one shows only these. */
export function Stages({ counts, chosen, onChoose }: StagesProps) {
  const all = counts && Object.values(counts).reduce((sum, n) => sum + n, 0)
  return (
    <fieldset className="stages" aria-label={t('leads.stages')}>
      <button type="button" aria-pressed={!chosen} onClick={() => onChoose(undefined)}>
        <span className="n">{all}</span>
        <span className="l">{t('leads.all')}</span>
      </button>
      {LEAD_STATUSES.map((status) => (
        <button
          key={status}
          type="button"
          aria-pressed={chosen === status}
          onClick={() => onChoose(chosen === status ? undefined : status)}
        >
          <span className="n">{counts?.[status]}</span>
          <span className="l">
            <span className={`lead lead-${status}`}>{t(`leads.status.${status}`)}</span>
          </span>
        </button>
      ))}
    </fieldset>
  )
}
