import type { ReactNode } from 'react'

/** A card that holds rows, with an optional heading. */
export function FormCard({ title, lead, children }: { title?: string; lead?: string; children: ReactNode }) {
  return (
    <section className="form-card" aria-label={title}>
      {title && (
        <header>
          <h2>{title}</h2>
          {lead && <p>{lead}</p>}
        </header>
      )}
      {children}
    </section>
  )
}

interface FormRowProps {
  label: string
  /** Beneath the label: what it does. */
  hint?: ReactNode
  /** The id of the control, where the label should focus it. */
  control?: string
  error?: string | undefined
  children: ReactNode
}

/** One setting: what it is at the left, its control at the right; one above the other on a phone. */
export function FormRow({ label, hint, control, error, children }: FormRowProps) {
  return (
    <div className="form-row">
      <div className="form-row-label">
        {control ? <label htmlFor={control}>{label}</label> : <span>{label}</span>}
        {hint && <p className="field-note">{hint}</p>}
      </div>
      <div className="form-row-control">
        {children}
        {error && (
          <p className="field-note wrong" role="alert">
            {error}
          </p>
        )}
      </div>
    </div>
  )
}
