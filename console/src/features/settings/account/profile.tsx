import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { t } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { problemOf } from '../../../lib/problem'
import { useMe } from '../../../lib/queries'
import { toast } from '../../../lib/toasts'
import { FormCard, FormRow } from '../../../ui/form/row'
import { SaveBar } from '../../../ui/form/save-bar'
import { rename } from './api'

/** How teammates read somebody. */
export function Profile() {
  const client = useQueryClient()
  const me = useMe()
  const id = useId()
  const [name, setName] = useState(me.user.name)
  const save = useMutation({
    mutationFn: () => rename(name.trim()),
    onSuccess: (next) => {
      client.setQueryData(keys.session, next)
      setName(next.user.name)
      toast({ title: t('account.saved') })
    },
  })
  const wrong = problemOf(save.error)?.fields?.name
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending) save.mutate()
      }}
    >
      <FormCard title={t('account.profile')}>
        <FormRow label={t('account.name')} hint={t('account.nameHint')} control={id} error={wrong}>
          <span className={wrong ? 'input is-wrong' : 'input'}>
            <input
              id={id}
              className="grow"
              value={name}
              maxLength={120}
              autoComplete="name"
              onChange={(event) => setName(event.target.value)}
            />
          </span>
        </FormRow>
        <FormRow label={t('account.email')} hint={t('account.emailHint')}>
          <span className="trunc">{me.user.email}</span>
        </FormRow>
        <FormRow label={t('account.role')} hint={t('account.roleHint', { workspace: me.workspace.name })}>
          <span className="chip">{t(`role.${me.role}`)}</span>
        </FormRow>
      </FormCard>
      <SaveBar
        dirty={name.trim() !== me.user.name}
        busy={save.isPending}
        error={wrong ? undefined : save.error}
        onDiscard={() => {
          setName(me.user.name)
          save.reset()
        }}
      />
    </form>
  )
}
