import { Eye, EyeOff } from 'lucide-react'
import { type InputHTMLAttributes, useId, useState } from 'react'
import { t } from '../../lib/i18n'
import { IconButton } from '../../ui/icon-button'

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  label: string
  value: string
  onValue: (value: string) => void
  hint?: string | undefined
  error?: string | undefined
}

/** A labelled text field with its hint or its error; passwords can be shown. */
export function Field({ label, value, onValue, hint, error, type = 'text', ...rest }: FieldProps) {
  const id = useId()
  const [shown, setShown] = useState(false)
  const secret = type === 'password'
  const note = error ?? hint
  return (
    <div>
      <label className="lbl" htmlFor={id}>
        {label}
      </label>
      <span className={error ? 'input lg is-wrong' : 'input lg'}>
        <input
          id={id}
          className="grow"
          type={secret && shown ? 'text' : type}
          value={value}
          onChange={(event) => onValue(event.target.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          {...rest}
        />
        {secret && (
          <IconButton
            size="sm"
            label={t(shown ? 'signin.hide' : 'signin.show')}
            onClick={() => setShown(!shown)}
          >
            {shown ? (
              <EyeOff className="i" size={16} aria-hidden="true" />
            ) : (
              <Eye className="i" size={16} aria-hidden="true" />
            )}
          </IconButton>
        )}
      </span>
      {note && (
        <p id={`${id}-note`} className={error ? 'field-note wrong' : 'field-note'}>
          {note}
        </p>
      )}
    </div>
  )
}
