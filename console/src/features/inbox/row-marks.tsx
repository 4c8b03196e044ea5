import type { Conversation } from '@baton/api'
import { Activity, Hourglass } from 'lucide-react'
import { t, teach } from '../../lib/i18n'
import { autopilot } from '../../lib/i18n/en/thread/autopilot'
import '../../styles/autopilot.css'

teach(autopilot)

/** That a finished answer waits for the team, and why the conversation may need a person. */
export function RowMarks({ conversation: { held_until, struggle } }: { conversation: Conversation }) {
  const sign = struggle?.signs[0]
  return (
    <>
      {held_until && (
        <span className="chip held-chip">
          <Hourglass className="i" size={12} aria-hidden="true" />
          {t('held.row')}
        </span>
      )}
      {struggle && sign && (
        <span
          className="chip need-chip trunc"
          title={struggle.signs.map((each) => t(`need.${each}`)).join(', ')}
        >
          <Activity className="i" size={12} aria-hidden="true" />
          <span className="trunc">{t(`need.${sign}`)}</span>
        </span>
      )}
    </>
  )
}
