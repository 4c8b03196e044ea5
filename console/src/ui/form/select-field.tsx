import { ChevronDown } from 'lucide-react'
import { type ReactNode, useId } from 'react'

interface SelectFieldProps<T extends string> {
  label: string
  value: T
  choices: readonly { value: T; label: string }[]
  onValue: (value: T) => void
  hint?: ReactNode
  disabled?: boolean
}

/** One of several, in the browser's own list: it is at home on every keyboard and phone. */
export function SelectField<T extends string>({
  label,
  value,
  choices,
  onValue,
  hint,
  disabled,
}: SelectFieldProps<T>) {
  const id = useId()
  return (
    <div className="form-field">
      <label className="lbl" htmlFor={id}>
        {label}
      </label>
      <span className="input select">
        <select
          id={id}
          value={value}
          disabled={disabled}
          onChange={(event) => onValue(event.target.value as T)}
          aria-describedby={hint ? `${id}-note` : undefined}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
        <ChevronDown className="i" size={14} aria-hidden="true" />
      </span>
      {hint && (
        <p id={`${id}-note`} className="field-note">
          {hint}
        </p>
      )}
    </div>
  )
}
