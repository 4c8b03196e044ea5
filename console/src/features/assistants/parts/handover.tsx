import type { BusinessHours, Handover as Policy } from '@baton/api'
import { useId } from 'react'
import { t } from '../../../lib/i18n'
import { FormCard, FormRow } from '../../../ui/form/row'
import { Switcher } from '../../../ui/form/switcher'
import { HoursFields } from '../../../ui/hours/fields'
import type { Draft } from '../use-draft'
import { AutopilotCard } from './autopilot-card'
import { NumberInput } from './number-input'
import { Pick } from './pick'

/** What hours of its own begin with. */
const USUAL: BusinessHours = {
  enabled: true,
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  weekly: Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: '09:00', to: '17:00' }] : [])),
  holidays: [],
  offer_after_s: 120,
}

/** When the assistant lets go of the baton. */
export function Handover({ draft }: { draft: Draft }) {
  const { assistant, set, faults, editable } = draft
  const id = useId()
  const policy = assistant.handover
  const { hours } = assistant
  return (
    <>
      <FormCard>
        <FormRow label={t('ho.unsure')} control={`${id}-unsure`} error={faults.handover}>
          <Pick<Policy['unsure']>
            id={`${id}-unsure`}
            value={policy.unsure}
            disabled={!editable}
            choices={[
              { value: 'offer', label: t('ho.offer') },
              { value: 'pass', label: t('ho.pass') },
            ]}
            onValue={(unsure) => set({ handover: { ...policy, unsure } })}
          />
        </FormRow>
        {policy.unsure === 'offer' && (
          <FormRow label={t('ho.declines')} hint={t('ho.declinesHint')} control={`${id}-declines`}>
            <NumberInput
              id={`${id}-declines`}
              value={policy.after_declines}
              min={0}
              max={10}
              disabled={!editable}
              onValue={(after_declines) => set({ handover: { ...policy, after_declines } })}
            />
          </FormRow>
        )}
        <FormRow label={t('ho.names')} hint={t('ho.namesHint')}>
          <Switcher
            label={t('ho.names')}
            on={assistant.show_human_names}
            disabled={!editable}
            onToggle={(show_human_names) => set({ show_human_names })}
          />
        </FormRow>
      </FormCard>
      <AutopilotCard draft={draft} />
      <FormCard title={t('ho.hours')} lead={t('ho.hoursLead')}>
        <FormRow label={t('ho.whose')} control={`${id}-whose`} error={faults.hours}>
          <Pick<'workspace' | 'own'>
            id={`${id}-whose`}
            value={hours ? 'own' : 'workspace'}
            disabled={!editable}
            choices={[
              { value: 'workspace', label: t('ho.workspace') },
              { value: 'own', label: t('ho.own') },
            ]}
            onValue={(whose) => set({ hours: whose === 'own' ? USUAL : null })}
          />
        </FormRow>
      </FormCard>
      {hours && (
        <fieldset className="hours asst-hours" disabled={!editable} aria-label={t('ho.hours')}>
          <HoursFields hours={hours} onHours={(hours) => set({ hours })} faults={{}} />
        </fieldset>
      )}
    </>
  )
}
