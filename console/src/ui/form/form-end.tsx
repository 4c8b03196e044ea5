import { t } from '../../lib/i18n'

interface FormEndProps {
  /** What went wrong, where no field shows it. */
  problem: string | false | null | undefined
  submit: string
  disabled: boolean
  onCancel: () => void
}

/** The end of a form in a dialog: what went wrong, the way out, and the way on. */
export function FormEnd({ problem, submit, disabled, onCancel }: FormEndProps) {
  return (
    <>
      {problem && (
        <p className="form-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="acts">
        <button type="button" className="btn" onClick={onCancel}>
          {t('common.cancel')}
        </button>
        <button type="submit" className="btn primary" disabled={disabled}>
          {submit}
        </button>
      </div>
    </>
  )
}
