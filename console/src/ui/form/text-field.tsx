import { type InputHTMLAttributes, type ReactNode, useId } from 'react'

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  label: string
  value: string
  onValue: (value: string) => void
  hint?: ReactNode
  error?: string | undefined
}

/** A labelled line of text, with its hint or what is wrong with it. */
export function TextField({ label, value, onValue, hint, error, ...rest }: TextFieldProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className="form-field">
      <label className="lbl" htmlFor={id}>
        {label}
      </label>
      <span className={error ? 'input is-wrong' : 'input'}>
        <input
          id={id}
          className="grow"
          value={value}
          onChange={(event) => onValue(event.target.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          {...rest}
        />
      </span>
      {note && (
        <p id={`${id}-note`} className={error ? 'field-note wrong' : 'field-note'}>
          {note}
        </p>
      )}
    </div>
  )
}
