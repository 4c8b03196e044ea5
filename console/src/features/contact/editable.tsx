import { useState } from 'react'
import { t } from '../../lib/i18n'
import { focusOnMount } from '../../ui/focus-on-mount'

interface EditableProps {
  /** The name of the field, for the label. */
  field: string
  value: string | null
  /** Said where there is no value yet. */
  add: string
  type: 'text' | 'email' | 'tel'
  editable: boolean
  onSave: (value: string | null) => void
}

/** A value that is edited where it stands: Enter or leaving saves, Esc does not. */
export function Editable({ field, value, add, type, editable, onSave }: EditableProps) {
  const [draft, setDraft] = useState<string | null>(null)
  if (!editable) return <dd className="trunc">{value ?? '—'}</dd>
  if (draft === null)
    return (
      <dd className="edit">
        <button type="button" className="trunc" onClick={() => setDraft(value ?? '')}>
          <span className="sr">{t('panel.edit', { field })}</span>
          {value ?? <span className="faint">{add}</span>}
        </button>
      </dd>
    )
  const save = () => {
    const next = draft.trim() || null
    setDraft(null)
    if (next !== value) onSave(next)
  }
  return (
    <dd className="edit">
      <input
        className="edit-input"
        type={type}
        aria-label={field}
        ref={focusOnMount}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save()
          if (event.key !== 'Escape') return
          event.stopPropagation()
          setDraft(null)
        }}
      />
    </dd>
  )
}
