import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { t } from '../lib/i18n'
import { Failure } from '../ui/failure'

/** What could not be shown, inside what still stands. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <main className="sheet centred" id="main">
      <h1 className="sr">{t('error.page')}</h1>
      <Failure title={t('error.page')} error={error} onRetry={retry} />
    </main>
  )
}
