import type { Me, OpenInvitation } from '@baton/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { problemOf } from '../../lib/problem'
import { Empty } from '../../ui/empty'
import { Failure } from '../../ui/failure'
import { acceptInvitation, invitationQuery, join } from './api'
import { Field } from './field'
import { Frame } from './frame'

interface InvitationProps {
  token: string
  /** Who is signed in in this browser, if anybody. */
  me: Me | undefined
  onJoined: (me: Me) => void
  onLeave: () => void
}

/** The link of an invitation: for who is new, for who has an account, for who is signed in. */
export function Invitation({ token, me, onJoined, onLeave }: InvitationProps) {
  const { data, error, refetch } = useQuery(invitationQuery(token))
  if (data && me?.user.email === data.email)
    return <Accept token={token} invitation={data} email={data.email} onJoined={onJoined} />
  if (data) return <Join token={token} invitation={data} me={me} onJoined={onJoined} />
  if (!error) return <main className="signin" id="main" aria-busy="true" />
  const status = problemOf(error)?.status
  if (status !== 404 && status !== 409)
    return (
      <main className="sheet centred" id="main">
        <Failure title={t('invited.failed')} error={error} onRetry={() => void refetch()} />
      </main>
    )
  const title = t(status === 404 ? 'invited.gone' : 'invited.over')
  return (
    <main className="sheet centred" id="main">
      <h1 className="sr">{title}</h1>
      <Empty
        picture="nobody"
        title={title}
        detail={status === 404 ? t('invited.goneDetail') : explain(error)}
      >
        <button type="button" className="btn" onClick={onLeave}>
          {t('invited.toSignIn')}
        </button>
      </Empty>
    </main>
  )
}

function lead({ invited_by, role }: OpenInvitation): string {
  const as = t(`invited.as.${role}`)
  return invited_by ? t('invited.lead', { by: invited_by, role: as }) : t('invited.leadNobody', { role: as })
}

/** Signed in with the address that was invited: one press. */
function Accept({
  token,
  invitation,
  email,
  onJoined,
}: {
  token: string
  invitation: OpenInvitation
  email: string
  onJoined: (me: Me) => void
}) {
  const accept = useMutation({ mutationFn: () => acceptInvitation(token), onSuccess: onJoined })
  const { workspace } = invitation
  return (
    <Frame
      title={t('invited.title', { workspace })}
      lead={lead(invitation)}
      problem={accept.error ? explain(accept.error) : null}
      busy={accept.isPending}
      submit={accept.isPending ? t('invited.busy') : t('invited.submit', { workspace })}
      onSubmit={() => accept.mutate()}
    >
      <p className="muted">{t('invited.signedInAs', { email })}</p>
    </Frame>
  )
}

/** A new account, or the password of the one that the address has. */
function Join({
  token,
  invitation,
  me,
  onJoined,
}: {
  token: string
  invitation: OpenInvitation
  me: Me | undefined
  onJoined: (me: Me) => void
}) {
  const [known, setKnown] = useState(false)
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const joining = useMutation({
    mutationFn: () => join({ token, password, ...(known ? {} : { name: name.trim() }) }),
    onSuccess: onJoined,
  })
  const { workspace, email } = invitation
  const fields = problemOf(joining.error)?.fields
  const turn = () => {
    joining.reset()
    setPassword('')
    setKnown(!known)
  }
  return (
    <Frame
      title={t('invited.title', { workspace })}
      lead={lead(invitation)}
      problem={joining.error && !fields ? reason(joining.error) : null}
      busy={joining.isPending}
      submit={joining.isPending ? t('invited.busy') : t('invited.submit', { workspace })}
      onSubmit={() => joining.mutate()}
    >
      {me && <p className="muted">{t('invited.otherAccount', { email: me.user.email })}</p>}
      <Field
        label={t('signin.email')}
        type="email"
        autoComplete="username"
        readOnly
        value={email}
        onValue={() => {}}
      />
      {!known && (
        <Field
          label={t('invited.name')}
          autoComplete="name"
          autoFocus
          required
          error={fields?.name}
          value={name}
          onValue={setName}
        />
      )}
      <Field
        key={known ? 'known' : 'new'}
        label={t(known ? 'signin.password' : 'invited.newPassword')}
        type="password"
        autoComplete={known ? 'current-password' : 'new-password'}
        hint={known ? undefined : t('setup.passwordHint')}
        required
        error={fields?.password}
        value={password}
        onValue={setPassword}
      />
      <p>
        <button type="button" className="linkish" onClick={turn}>
          {t(known ? 'invited.noAccount' : 'invited.haveAccount')}
        </button>
      </p>
    </Frame>
  )
}

function reason(error: unknown): string {
  const problem = problemOf(error)
  if (problem?.code === 'invalid_credentials') return t('signin.invalid')
  if (problem?.code === 'rate_limited') return t('signin.limited', { n: problem.retry_after ?? 60 })
  return explain(error)
}
