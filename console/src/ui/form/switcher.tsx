/** On or off, at once. Its name is `label`, which stands beside it. */
export function Switcher({
  label,
  on,
  onToggle,
  disabled = false,
}: {
  label: string
  on: boolean
  onToggle: (on: boolean) => void
  disabled?: boolean
}) {
  return (
    <button
      type="button"
      role="switch"
      className="switcher"
      aria-checked={on}
      aria-label={label}
      disabled={disabled}
      onClick={() => onToggle(!on)}
    />
  )
}
