import { useId } from 'react'

interface LeadFieldProps {
  label: string
  type: string
  maxLength: number
  value: string
  fault: string | undefined
  onValue: (value: string) => void
}

/** One detail of a lead, with what is wrong about it. */
export function LeadField({ label, fault, onValue, ...rest }: LeadFieldProps) {
  const id = useId()
  return (
    <div className="dialog-field">
      <label className="lbl" htmlFor={id}>
        {label}
      </label>
      <span className={fault ? 'input is-wrong' : 'input'}>
        <input
          id={id}
          className="grow"
          autoComplete="off"
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? `${id}-fault` : undefined}
          onChange={(event) => onValue(event.target.value)}
          {...rest}
        />
      </span>
      {fault && (
        <p id={`${id}-fault`} className="field-note wrong" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}
