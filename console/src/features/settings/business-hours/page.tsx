import type { BusinessHours } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { t } from '../../../lib/i18n'
import { problemOf } from '../../../lib/problem'
import { toast } from '../../../lib/toasts'
import { Failure } from '../../../ui/failure'
import { SettingsSection } from '../../../ui/form/page'
import { SaveBar } from '../../../ui/form/save-bar'
import { TableSkeleton } from '../../../ui/form/table'
import { HoursFields } from '../../../ui/hours/fields'
import { Late } from '../../../ui/late'
import { hoursQuery, saveHours } from './api'
import { AnswerTarget } from './target'

/** When the team is there, with what that means now. */
export function BusinessHoursPage() {
  const { data, error, isPending, refetch } = useQuery(hoursQuery)
  return (
    <SettingsSection title={t('hours.title')} lead={t('hours.lead')}>
      {error && !data && <Failure title={t('hours.failed')} error={error} onRetry={() => void refetch()} />}
      {isPending && (
        <Late>
          <TableSkeleton />
        </Late>
      )}
      {data && <HoursForm kept={data.hours} />}
      <AnswerTarget />
    </SettingsSection>
  )
}

function HoursForm({ kept }: { kept: BusinessHours }) {
  const client = useQueryClient()
  const [hours, setHours] = useState(kept)
  useEffect(() => setHours(kept), [kept])
  const dirty = JSON.stringify(hours) !== JSON.stringify(kept)
  const save = useMutation({
    mutationFn: () => saveHours(hours),
    onSuccess: (data) => {
      client.setQueryData(hoursQuery.queryKey, data)
      toast({ title: t('hours.saved') })
    },
  })
  return (
    <form
      className="hours"
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending) save.mutate()
      }}
    >
      <HoursFields hours={hours} onHours={setHours} faults={problemOf(save.error)?.fields ?? {}} />
      <SaveBar dirty={dirty} busy={save.isPending} error={save.error} onDiscard={() => setHours(kept)} />
    </form>
  )
}
