import type { LeadStatus } from '@baton/api'
import { ChevronDown } from 'lucide-react'
import { t } from '../lib/i18n'
import { Menu, StatusChoices } from './menu'

export const LEAD_STATUSES: LeadStatus[] = ['new', 'qualified', 'contacted', 'won', 'lost']

/** The stage of a lead, to read. */
export function LeadChip({ status }: { status: LeadStatus }) {
  return (
    <span className={`lead lead-${status}`}>
      {status === 'new' ? t('lead.new') : t(`leads.status.${status}`)}
    </span>
  )
}

/** The stage of a lead, to change in place. */
export function LeadStatusPicker({
  status,
  name,
  onPick,
}: {
  status: LeadStatus
  /** Whose lead it is, for the name of the button. */
  name: string
  onPick: (status: LeadStatus) => void
}) {
  return (
    <Menu
      width={180}
      trigger={
        <button
          type="button"
          className={`lead lead-${status} btnish`}
          aria-label={t('leads.change', { name, status: t(`leads.status.${status}`) })}
        >
          {t(`leads.status.${status}`)}
          <ChevronDown className="i" size={13} aria-hidden="true" />
        </button>
      }
    >
      <StatusChoices status={status} onPick={onPick} />
    </Menu>
  )
}
