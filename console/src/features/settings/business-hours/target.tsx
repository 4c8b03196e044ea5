import type { QueueTarget } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../../lib/http'
import { t } from '../../../lib/i18n'
import { problemOf } from '../../../lib/problem'
import { QUEUE, queueQuery } from '../../../lib/queries'
import { toast } from '../../../lib/toasts'
import { Failure } from '../../../ui/failure'
import { FormCard, FormRow } from '../../../ui/form/row'
import { SaveBar } from '../../../ui/form/save-bar'

/** Within how many minutes a person should answer whoever waits: the waiting list is grouped by it. */
export function AnswerTarget() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(queueQuery)
  const kept = data?.target_minutes
  const [minutes, setMinutes] = useState(kept ?? 0)
  useEffect(() => setMinutes(kept ?? 0), [kept])
  const save = useMutation({
    mutationFn: () => call<QueueTarget>(QUEUE, { method: 'PATCH', body: { target_minutes: minutes } }),
    onSuccess: (next) => {
      client.setQueryData(queueQuery.queryKey, next)
      toast({ title: t('hours.targetSaved') })
    },
  })
  if (error && kept === undefined)
    return <Failure title={t('hours.targetFailed')} error={error} onRetry={() => void refetch()} />
  if (kept === undefined) return null
  return (
    <form
      className="hours"
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending) save.mutate()
      }}
    >
      <FormCard title={t('hours.targetTitle')}>
        <FormRow
          label={t('hours.target')}
          hint={t('hours.targetHint')}
          control="hours-target"
          error={problemOf(save.error)?.fields?.target_minutes}
        >
          <span className="hours-offer">
            <span className="input">
              <input
                id="hours-target"
                type="number"
                min={1}
                max={1440}
                value={minutes}
                onChange={(event) => setMinutes(Math.max(0, Math.floor(Number(event.target.value))))}
              />
            </span>
            {t('hours.minutes')}
          </span>
        </FormRow>
      </FormCard>
      <SaveBar
        dirty={minutes !== kept}
        busy={save.isPending}
        error={save.error}
        onDiscard={() => setMinutes(kept)}
      />
    </form>
  )
}
