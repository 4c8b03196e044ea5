import type { Me } from '@baton/api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../lib/api'
import { explain } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { problemOf } from '../../lib/problem'
import { Field } from './field'
import { Frame } from './frame'

/** The first run: one workspace and its owner. */
export function SetUp({ onDone }: { onDone: (me: Me) => void }) {
  const [form, setForm] = useState({ workspace: '', name: '', email: '', password: '' })
  const setUp = useMutation({ mutationFn: api.setUp, onSuccess: onDone })
  const problem = problemOf(setUp.error)
  const field = (name: keyof typeof form) => ({
    value: form[name],
    onValue: (value: string) => setForm({ ...form, [name]: value }),
    error: problem?.fields?.[name],
    required: true,
  })
  return (
    <Frame
      title={t('setup.title')}
      lead={t('setup.lead')}
      problem={
        setUp.error && !problem?.fields
          ? problem?.code === 'setup_done'
            ? t('setup.done')
            : explain(setUp.error)
          : null
      }
      busy={setUp.isPending}
      submit={t('setup.submit')}
      onSubmit={() => setUp.mutate(form)}
    >
      <Field
        label={t('setup.workspace')}
        hint={t('setup.workspaceHint')}
        autoComplete="organization"
        autoFocus
        {...field('workspace')}
      />
      <Field label={t('setup.name')} autoComplete="name" {...field('name')} />
      <Field label={t('signin.email')} type="email" autoComplete="username" {...field('email')} />
      <Field
        label={t('signin.password')}
        type="password"
        hint={t('setup.passwordHint')}
        autoComplete="new-password"
        {...field('password')}
      />
    </Frame>
  )
}
