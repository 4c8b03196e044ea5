import { Check, Minus } from 'lucide-react'

/** A box to check in a table; `mixed`: some of what it stands for. */
export function CheckBox({
  label,
  checked,
  onChange,
}: {
  label: string
  checked: boolean | 'mixed'
  onChange: (checked: boolean) => void
}) {
  const Icon = checked === 'mixed' ? Minus : Check
  return (
    <span className="cbx over-row">
      <input
        type="checkbox"
        className="cb"
        aria-label={label}
        checked={checked === true}
        ref={(box) => {
          if (box) box.indeterminate = checked === 'mixed'
        }}
        onChange={() => onChange(checked !== true)}
      />
      {checked && <Icon className="i" size={13} strokeWidth={2.5} aria-hidden="true" />}
    </span>
  )
}
