import type { Me } from '@baton/api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../lib/api'
import { ended } from '../../lib/ended'
import { explain } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { problemOf } from '../../lib/problem'
import { useStore } from '../../lib/store'
import { Field } from './field'
import { Frame } from './frame'

/** Email and password; the caller decides where to go afterwards. */
export function SignIn({
  returns,
  onSignedIn,
  onForgot,
}: {
  returns: boolean
  onSignedIn: (me: Me) => void
  onForgot: () => void
}) {
  const over = useStore(ended)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({ mutationFn: api.signIn, onSuccess: onSignedIn })
  return (
    <Frame
      title={t('signin.title')}
      lead={
        over
          ? t(`signin.${over.state}`, { workspace: over.workspace })
          : t(returns ? 'signin.ended' : 'signin.lead')
      }
      problem={signIn.error ? reason(signIn.error) : null}
      busy={signIn.isPending}
      submit={t(signIn.isPending ? 'signin.busy' : 'signin.submit')}
      onSubmit={() => signIn.mutate({ email: email.trim(), password })}
      foot={
        <button type="button" className="linkish forgot" onClick={onForgot}>
          {t('signin.forgot')}
        </button>
      }
    >
      <Field
        label={t('signin.email')}
        type="email"
        autoComplete="username"
        autoFocus
        required
        value={email}
        onValue={setEmail}
      />
      <Field
        label={t('signin.password')}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onValue={setPassword}
      />
    </Frame>
  )
}

function reason(error: unknown): string {
  const problem = problemOf(error)
  if (problem?.code === 'invalid_credentials') return t('signin.invalid')
  if (problem?.code === 'rate_limited') return t('signin.limited', { n: problem.retry_after ?? 60 })
  return Object.values(problem?.fields ?? {})[0] ?? explain(error)
}
