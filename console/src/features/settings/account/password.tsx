import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { problemOf } from '../../../lib/problem'
import { useMe } from '../../../lib/queries'
import { toast } from '../../../lib/toasts'
import { FormCard } from '../../../ui/form/row'
import { TextField } from '../../../ui/form/text-field'
import { changePassword, sessionsQuery } from './api'

const EMPTY = { current: '', new: '' }

/** A new password, which ends every other session. */
export function PasswordForm() {
  const client = useQueryClient()
  const me = useMe()
  const [form, setForm] = useState(EMPTY)
  const change = useMutation({
    mutationFn: () => changePassword(form),
    onSuccess: () => {
      setForm(EMPTY)
      toast({ title: t('account.changed'), detail: t('account.changedDetail') })
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    },
  })
  const fields = problemOf(change.error)?.fields
  const ready = form.current !== '' && form.new !== '' && !change.isPending
  return (
    <FormCard title={t('account.password')} lead={t('account.passwordLead')}>
      <form
        className="form-stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) change.mutate()
        }}
      >
        <input type="email" autoComplete="username" value={me.user.email} readOnly hidden />
        <TextField
          label={t('account.current')}
          type="password"
          autoComplete="current-password"
          error={fields?.current}
          value={form.current}
          onValue={(current) => setForm({ ...form, current })}
        />
        <TextField
          label={t('account.new')}
          type="password"
          autoComplete="new-password"
          hint={t('account.newHint')}
          error={fields?.new}
          value={form.new}
          onValue={(next) => setForm({ ...form, new: next })}
        />
        {change.error && !fields && (
          <p className="form-problem" role="alert">
            {explain(change.error)}
          </p>
        )}
        <button type="submit" className="btn" disabled={!ready}>
          {t('account.change')}
        </button>
      </form>
    </FormCard>
  )
}
