import type { FormEvent, ReactNode } from 'react'
import { t, teach } from '../../lib/i18n'
import { session } from '../../lib/i18n/en/session'
import { Logo } from '../../ui/marks'
import { Art } from './art'

teach(session)

/** The page around sign-in and first run. */
export function Frame({
  title,
  lead,
  problem,
  busy,
  submit,
  onSubmit,
  foot,
  children,
}: {
  title: string
  lead: string
  problem: string | null
  busy: boolean
  submit: string
  onSubmit: () => void
  /** Beneath the button. */
  foot?: ReactNode
  children: ReactNode
}) {
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) onSubmit()
  }
  return (
    <main className="signin" id="main">
      <section className="form">
        <span className="wordmark">
          <Logo size={30} />
          {t('app.name')}
        </span>
        <form onSubmit={send} noValidate>
          <div>
            <h1>{title}</h1>
            <p className="signin-lead">{lead}</p>
          </div>
          {children}
          {problem && (
            <p className="form-problem" role="alert">
              {problem}
            </p>
          )}
          <button type="submit" className="btn primary lg" aria-disabled={busy}>
            {submit}
          </button>
          {foot}
        </form>
        <p className="t-xs faint row spread">
          <span>{location.host}</span>
          <span>{t('signin.hosted')}</span>
        </p>
      </section>
      <Art />
    </main>
  )
}
