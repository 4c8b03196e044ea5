import type { AutopilotMode, Unseen } from '@baton/api'
import { useId } from 'react'
import { t } from '../../../lib/i18n'
import { FormCard, FormRow } from '../../../ui/form/row'
import type { Draft } from '../use-draft'
import { NumberInput } from './number-input'
import { Pick } from './pick'

/** Whether the assistant's answers go out by themselves. */
export function AutopilotCard({ draft }: { draft: Draft }) {
  const { assistant, set, faults, editable } = draft
  const id = useId()
  const policy = assistant.autopilot
  return (
    <FormCard title={t('ho.pilot')} lead={t('ho.pilotLead')}>
      <FormRow label={t('ho.mode')} control={`${id}-mode`}>
        <Pick<AutopilotMode>
          id={`${id}-mode`}
          value={policy.mode}
          disabled={!editable}
          choices={[
            { value: 'auto', label: t('ho.auto') },
            { value: 'held', label: t('ho.held') },
            { value: 'off', label: t('ho.off') },
          ]}
          onValue={(mode) => set({ autopilot: { ...policy, mode } })}
        />
      </FormRow>
      {policy.mode === 'held' && (
        <>
          <FormRow
            label={t('ho.hold')}
            hint={t('ho.holdHint')}
            control={`${id}-hold`}
            error={faults.autopilot}
          >
            <NumberInput
              id={`${id}-hold`}
              value={policy.hold_s}
              min={5}
              max={600}
              disabled={!editable}
              onValue={(hold_s) => set({ autopilot: { ...policy, hold_s } })}
            />
          </FormRow>
          <FormRow label={t('ho.unseen')} control={`${id}-unseen`}>
            <Pick<Unseen>
              id={`${id}-unseen`}
              value={policy.unseen}
              disabled={!editable}
              choices={[
                { value: 'send', label: t('ho.send') },
                { value: 'escalate', label: t('ho.escalate') },
              ]}
              onValue={(unseen) => set({ autopilot: { ...policy, unseen } })}
            />
          </FormRow>
        </>
      )}
    </FormCard>
  )
}
