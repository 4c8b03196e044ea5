import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../../lib/explain'
import { call } from '../../lib/http'
import { t } from '../../lib/i18n'
import { problemOf } from '../../lib/problem'
import { Field } from './field'
import { Frame } from './frame'

const ask = (email: string) => call<void>('/api/v1/password-resets', { method: 'POST', body: { email } })

/** Asks for a link. What is said afterwards is the same for every address. */
export function Forgot({ onBack }: { onBack: () => void }) {
  const [email, setEmail] = useState('')
  const request = useMutation({ mutationFn: ask })
  const problem = problemOf(request.error)
  if (request.isSuccess)
    return (
      <Frame
        title={t('reset.sentTitle')}
        lead={t('reset.sentLead', { email: email.trim() })}
        problem={null}
        busy={false}
        submit={t('reset.back')}
        onSubmit={onBack}
      >
        {null}
      </Frame>
    )
  return (
    <Frame
      title={t('reset.askTitle')}
      lead={t('reset.askLead')}
      problem={request.error && !problem?.fields ? said(request.error) : null}
      busy={request.isPending}
      submit={t('reset.ask')}
      onSubmit={() => request.mutate(email.trim())}
      foot={
        <button type="button" className="linkish forgot" onClick={onBack}>
          {t('reset.back')}
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
        error={problem?.fields?.email}
      />
    </Frame>
  )
}

function said(error: unknown): string {
  const problem = problemOf(error)
  if (problem?.code === 'rate_limited') return t('signin.limited', { n: problem.retry_after ?? 60 })
  return explain(error)
}
