import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { explain } from '../../../lib/explain'
import { t, teach } from '../../../lib/i18n'
import { mail } from '../../../lib/i18n/en/settings/mail'
import { useMe } from '../../../lib/queries'
import { Failure } from '../../../ui/failure'
import { SettingsSection } from '../../../ui/form/page'
import { FormCard, FormRow } from '../../../ui/form/row'
import { TableSkeleton } from '../../../ui/form/table'
import { Late } from '../../../ui/late'
import { type MailState, mailQuery, testMail } from './api'
import { Failures } from './failures'

teach(mail)

/** How mail leaves, whether it works, and what did not go out. */
export function MailPage() {
  const state = useQuery({ ...mailQuery, refetchInterval: 15_000 })
  return (
    <SettingsSection title={t('settings.mail')} lead={t('mail.lead')}>
      {state.error && !state.data && (
        <Failure title={t('mail.failed')} error={state.error} onRetry={() => void state.refetch()} />
      )}
      {state.isPending && (
        <Late>
          <TableSkeleton rows={3} />
        </Late>
      )}
      {state.data && (
        <>
          <SetUp state={state.data} />
          <Failures list={state.data.failures} />
        </>
      )}
    </SettingsSection>
  )
}

function SetUp({ state }: { state: MailState }) {
  const me = useMe()
  const client = useQueryClient()
  const test = useMutation({
    mutationFn: testMail,
    onSettled: () => client.invalidateQueries({ queryKey: ['onboarding'] }),
  })
  const logs = state.mode === 'log'
  return (
    <FormCard>
      <FormRow label={t('mail.mode')} hint={t(logs ? 'mail.modeLogHint' : 'mail.modeHint')}>
        {logs ? (
          <span className="chip wait">{t('mail.modeLog')}</span>
        ) : (
          <span className="mono trunc">{state.server}</span>
        )}
      </FormRow>
      <FormRow label={t('mail.from')} hint={t('mail.fromHint')}>
        <span className={state.from ? 'trunc' : 'faint'}>{state.from || t('mail.noFrom')}</span>
      </FormRow>
      <FormRow label={t('mail.test')} hint={t('mail.testHint', { email: me.user.email })}>
        <p className={test.data?.error || test.error ? 'field-note wrong' : 'field-note'} role="status">
          {outcome(test.data, test.error, logs)}
        </p>
        <button
          type="button"
          className="btn"
          aria-disabled={test.isPending}
          onClick={() => !test.isPending && test.mutate()}
        >
          {t(test.isPending ? 'mail.sending' : 'mail.send')}
        </button>
      </FormRow>
    </FormCard>
  )
}

function outcome(data: Awaited<ReturnType<typeof testMail>> | undefined, error: unknown, logs: boolean) {
  if (error) return explain(error)
  if (!data) return null
  if (data.error) return t('mail.refused', { reason: data.error })
  return t(logs ? 'mail.logged' : 'mail.sent')
}
