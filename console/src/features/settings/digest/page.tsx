import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { toastError } from '../../../lib/explain'
import { t, teach } from '../../../lib/i18n'
import { digest as words } from '../../../lib/i18n/en/settings/digest'
import { useMe } from '../../../lib/queries'
import { toast } from '../../../lib/toasts'
import { Failure } from '../../../ui/failure'
import { SettingsSection } from '../../../ui/form/page'
import { FormCard, FormRow } from '../../../ui/form/row'
import { Switcher } from '../../../ui/form/switcher'
import { TableSkeleton } from '../../../ui/form/table'
import { Late } from '../../../ui/late'
import { clockTime, type Digest, digestQuery, minuteOf, setDigest } from './api'

teach(words)

const MORNING = '08:00'

/** Whether and when somebody gets the daily digest. */
export function DigestPage() {
  const digest = useQuery(digestQuery)
  return (
    <SettingsSection title={t('settings.digest')} lead={t('digest.lead')}>
      {digest.error && !digest.data && (
        <Failure title={t('digest.failed')} error={digest.error} onRetry={() => void digest.refetch()} />
      )}
      {digest.isPending && (
        <Late>
          <TableSkeleton rows={2} />
        </Late>
      )}
      {digest.data && <Choice digest={digest.data} />}
    </SettingsSection>
  )
}

function Choice({ digest }: { digest: Digest }) {
  const me = useMe()
  const id = useId()
  const client = useQueryClient()
  const set = useMutation({
    mutationFn: setDigest,
    onSuccess: (saved) => {
      client.setQueryData(digestQuery.queryKey, saved)
      const { minute } = saved
      toast({
        title: minute === null ? t('digest.off') : t('digest.saved', { time: clockTime(minute) }),
      })
    },
    onError: toastError,
  })
  return (
    <FormCard>
      <FormRow label={t('digest.on')} hint={t('digest.onHint', { email: me.user.email })}>
        <Switcher
          label={t('digest.on')}
          on={digest.minute !== null}
          disabled={set.isPending}
          onToggle={(on) => set.mutate(on ? minuteOf(MORNING) : null)}
        />
      </FormRow>
      {digest.minute !== null && (
        <FormRow label={t('digest.at')} hint={t('digest.atHint', { zone: digest.time_zone })} control={id}>
          <span className="input narrow">
            <input
              id={id}
              type="time"
              key={digest.minute}
              defaultValue={clockTime(digest.minute)}
              onBlur={(event) => {
                const minute = minuteOf(event.target.value)
                if (minute !== null && minute !== digest.minute) set.mutate(minute)
              }}
            />
          </span>
        </FormRow>
      )}
    </FormCard>
  )
}
