import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../../lib/explain'
import { call } from '../../lib/http'
import { t } from '../../lib/i18n'
import { problemOf } from '../../lib/problem'
import { Field } from './field'
import { Frame } from './frame'

const redeem = (body: { token: string; password: string }) =>
  call<void>('/api/v1/password-resets/redeem', { method: 'POST', body })

/** Another password, by the token of a link. */
export function Choose({
  token,
  onAgain,
  onDone,
}: {
  token: string
  onAgain: () => void
  onDone: () => void
}) {
  const [password, setPassword] = useState('')
  const choose = useMutation({ mutationFn: () => redeem({ token, password }) })
  const problem = problemOf(choose.error)
  if (choose.isSuccess)
    return (
      <Frame
        title={t('reset.doneTitle')}
        lead={t('reset.doneLead')}
        problem={null}
        busy={false}
        submit={t('reset.signIn')}
        onSubmit={onDone}
      >
        {null}
      </Frame>
    )
  if (problem?.fields?.token)
    return (
      <Frame
        title={t('reset.voidTitle')}
        lead={t('reset.voidLead')}
        problem={null}
        busy={false}
        submit={t('reset.askAgain')}
        onSubmit={onAgain}
      >
        {null}
      </Frame>
    )
  return (
    <Frame
      title={t('reset.chooseTitle')}
      lead={t('reset.chooseLead')}
      problem={choose.error && !problem?.fields ? explain(choose.error) : null}
      busy={choose.isPending}
      submit={t('reset.choose')}
      onSubmit={() => choose.mutate()}
    >
      <Field
        label={t('reset.password')}
        type="password"
        hint={t('setup.passwordHint')}
        autoComplete="new-password"
        autoFocus
        required
        value={password}
        onValue={setPassword}
        error={problem?.fields?.password}
      />
    </Frame>
  )
}
