import { t } from './i18n'
import { problemOf, Unreachable } from './problem'
import { toast } from './toasts'

/** What to tell a person about an error. */
export function explain(error: unknown): string {
  if (error instanceof Unreachable) return t('error.unreachable')
  return problemOf(error)?.detail ?? t('error.unexpected')
}

/** Says that an action did not work, and why. */
export function toastError(error: unknown): void {
  toast({ title: t('error.action'), detail: explain(error), tone: 'danger' })
}
