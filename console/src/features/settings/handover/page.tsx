import type { HolderGrace } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { explain } from '../../../lib/explain'
import { t, teach } from '../../../lib/i18n'
import { handoverSettings } from '../../../lib/i18n/en/settings/handover-settings'
import { problemOf } from '../../../lib/problem'
import { toast } from '../../../lib/toasts'
import { Failure } from '../../../ui/failure'
import { SettingsSection } from '../../../ui/form/page'
import { FormCard, FormRow } from '../../../ui/form/row'
import { Switcher } from '../../../ui/form/switcher'
import { TableSkeleton } from '../../../ui/form/table'
import { Late } from '../../../ui/late'
import { graceQuery, setGrace } from './api'

teach(handoverSettings)

const USUAL_MIN = 10

/** How long somebody may be gone with a conversation that a visitor waits in. */
export function HandoverPage() {
  const { data, error, isPending, refetch } = useQuery(graceQuery)
  return (
    <SettingsSection title={t('settings.handover')} lead={t('grace.lead')}>
      {error && !data && <Failure title={t('grace.failed')} error={error} onRetry={() => void refetch()} />}
      {isPending && (
        <Late>
          <TableSkeleton rows={2} />
        </Late>
      )}
      {data && <Choice grace={data} />}
    </SettingsSection>
  )
}

function Choice({ grace: { minutes } }: { grace: HolderGrace }) {
  const id = useId()
  const client = useQueryClient()
  const set = useMutation({
    mutationFn: setGrace,
    onSuccess: (saved) => {
      client.setQueryData(graceQuery.queryKey, saved)
      toast({ title: saved.minutes === null ? t('grace.off') : t('grace.saved', { n: saved.minutes }) })
    },
  })
  const fault = set.isError ? (problemOf(set.error)?.fields?.minutes ?? explain(set.error)) : undefined
  return (
    <FormCard>
      <FormRow label={t('grace.on')} hint={t('grace.onHint')} error={minutes === null ? fault : undefined}>
        <Switcher
          label={t('grace.on')}
          on={minutes !== null}
          disabled={set.isPending}
          onToggle={(on) => set.mutate(on ? USUAL_MIN : null)}
        />
      </FormRow>
      {minutes !== null && (
        <FormRow label={t('grace.after')} hint={t('grace.afterHint')} control={id} error={fault}>
          <span className="input narrow">
            <input
              id={id}
              type="number"
              inputMode="numeric"
              min={1}
              max={1440}
              key={minutes}
              defaultValue={minutes}
              onKeyDown={(event) => {
                if (event.key === 'Enter') event.currentTarget.blur()
              }}
              onBlur={(event) => {
                const wish = Math.round(event.target.valueAsNumber || 0)
                if (wish !== minutes) set.mutate(wish)
                else set.reset()
              }}
            />
          </span>
        </FormRow>
      )}
    </FormCard>
  )
}
