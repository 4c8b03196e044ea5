import { Hourglass } from 'lucide-react'
import { t, teach } from '../../lib/i18n'
import { autopilot } from '../../lib/i18n/en/autopilot'
import '../../styles/autopilot.css'

teach({ 'held.row': autopilot['held.row'] })

/** That a finished answer waits for the team. */
export function HeldChip() {
  return (
    <span className="chip held-chip">
      <Hourglass className="i" size={12} aria-hidden="true" />
      {t('held.row')}
    </span>
  )
}
