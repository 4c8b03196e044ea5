import { ChevronDown } from 'lucide-react'

interface PickProps<T extends string> {
  id?: string
  label?: string
  value: T
  choices: readonly { value: T; label: string }[]
  disabled?: boolean
  small?: boolean
  onValue: (value: T) => void
}

/** One of several, in the browser's own list, beside a label of its own. */
export function Pick<T extends string>({
  id,
  label,
  value,
  choices,
  disabled,
  small,
  onValue,
}: PickProps<T>) {
  return (
    <span className={small ? 'input select asst-tok' : 'input select'}>
      <select
        id={id}
        aria-label={label}
        value={value}
        disabled={disabled}
        onChange={(event) => onValue(event.target.value as T)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      <ChevronDown className="i" size={14} aria-hidden="true" />
    </span>
  )
}
