import type { LeadStatus } from '@baton/api'
import { ChevronDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { Fragment } from 'react'
import { t } from '../lib/i18n'
import { Key } from './keys'

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
  const label = t('leads.change', { name, status: t(`leads.status.${status}`) })
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <button type="button" className={`lead lead-${status} btnish`} aria-label={label}>
          {t(`leads.status.${status}`)}
          <ChevronDown className="i" size={13} aria-hidden="true" />
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          align="start"
          sideOffset={4}
          style={{ width: 180 }}
          aria-label={t('leads.statusList')}
          onKeyDown={(event) => {
            const picked = LEAD_STATUSES[Number(event.key) - 1]
            if (!picked) return
            event.preventDefault()
            onPick(picked)
            event.currentTarget.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
          }}
        >
          <DropdownMenu.RadioGroup value={status} onValueChange={(next) => onPick(next as LeadStatus)}>
            {LEAD_STATUSES.map((each, index) => (
              <Fragment key={each}>
                {each === 'won' && <DropdownMenu.Separator className="menu-rule" />}
                <DropdownMenu.RadioItem className={each === status ? 'mi is-on' : 'mi'} value={each}>
                  <span className={`lead lead-${each} bare`}>{t(`leads.status.${each}`)}</span>
                  <span className="end">
                    <Key name={String(index + 1)} />
                  </span>
                </DropdownMenu.RadioItem>
              </Fragment>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
