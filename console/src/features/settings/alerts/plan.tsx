import type { AlertPlan } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../../lib/i18n'
import { problemOf } from '../../../lib/problem'
import { plan, savePlan } from '../../../live/alerts/api'
import { FormCard, FormRow } from '../../../ui/form/row'
import { SaveBar } from '../../../ui/form/save-bar'

const KEY = ['alert-plan']
const STEPS = ['sound_after_s', 'push_after_s', 'mail_after_s', 'next_after_s'] as const

/** How long the team waits for somebody to look, step by step. */
export function Plan() {
  const client = useQueryClient()
  const { data } = useQuery({ queryKey: KEY, queryFn: plan })
  const [change, setChange] = useState<Partial<AlertPlan>>({})
  const save = useMutation({
    mutationFn: (next: AlertPlan) => savePlan(next),
    onSuccess: (next) => {
      client.setQueryData(KEY, next)
      setChange({})
    },
  })
  if (!data) return null
  const shown = { ...data, ...change }
  const fault = save.isError ? problemOf(save.error)?.fields?.next_after_s : undefined
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(shown)
      }}
    >
      <FormCard title={t('alerts.plan')} lead={t('alerts.planDetail')}>
        {STEPS.map((step) => (
          <FormRow
            key={step}
            label={t(`alerts.plan.${step}`)}
            control={step}
            error={step === 'next_after_s' ? fault : undefined}
          >
            <span className="plan-input">
              <span className="input">
                <input
                  id={step}
                  className="grow"
                  type="number"
                  inputMode="numeric"
                  min={0}
                  max={86_400}
                  value={shown[step]}
                  onChange={(event) => {
                    save.reset()
                    setChange({ ...change, [step]: Math.round(event.target.valueAsNumber || 0) })
                  }}
                />
              </span>
              <span className="muted">{t('alerts.seconds')}</span>
            </span>
          </FormRow>
        ))}
      </FormCard>
      <SaveBar
        dirty={Object.keys(change).length > 0}
        busy={save.isPending}
        error={save.isError && !fault ? save.error : undefined}
        onDiscard={() => {
          save.reset()
          setChange({})
        }}
      />
    </form>
  )
}
