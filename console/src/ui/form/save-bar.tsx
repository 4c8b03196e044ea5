import { explain } from '../../lib/explain'
import { t } from '../../lib/i18n'
import './words'

interface SaveBarProps {
  /** Whether anything differs from what is stored. */
  dirty: boolean
  busy: boolean
  error?: unknown
  onDiscard: () => void
}

/** The foot of a form: appears with the first change, saves or discards all. Stands inside the form that it submits. */
export function SaveBar({ dirty, busy, error, onDiscard }: SaveBarProps) {
  if (!dirty && !busy) return null
  return (
    <div className="save-bar">
      {error ? (
        <p className="wrong grow" role="alert">
          {explain(error)}
        </p>
      ) : (
        <p className="muted grow" role="status">
          {t('form.unsaved')}
        </p>
      )}
      <button type="button" className="btn" onClick={onDiscard} disabled={busy}>
        {t('form.discard')}
      </button>
      <button type="submit" className="btn primary" disabled={busy}>
        {t(busy ? 'form.saving' : 'common.save')}
      </button>
    </div>
  )
}
