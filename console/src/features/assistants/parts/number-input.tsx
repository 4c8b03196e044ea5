import { useEffect, useState } from 'react'

interface NumberInputProps {
  id?: string
  label?: string
  value: number
  min: number
  max: number
  unit?: string
  disabled?: boolean
  onValue: (value: number) => void
}

/** A whole number within bounds; what is typed on the way to one is left alone. */
export function NumberInput({ id, label, value, min, max, unit, disabled, onValue }: NumberInputProps) {
  const [text, setText] = useState(String(value))
  useEffect(() => setText(String(value)), [value])
  return (
    <span className="row">
      <span className="input asst-number">
        <input
          id={id}
          aria-label={label}
          className="grow num"
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          value={text}
          disabled={disabled}
          onChange={(event) => {
            setText(event.target.value)
            const next = Number(event.target.value)
            if (event.target.value !== '' && Number.isInteger(next) && next >= min && next <= max)
              onValue(next)
          }}
          onBlur={() => setText(String(value))}
        />
      </span>
      {unit && <span className="muted">{unit}</span>}
    </span>
  )
}
