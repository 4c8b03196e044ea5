import type { LeadField } from '@baton/api'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useId } from 'react'
import { t } from '../../../lib/i18n'
import { IconButton } from '../../../ui/icon-button'
import { Lines } from './instructions'

interface FieldEditorProps {
  field: LeadField
  editable: boolean
  first: boolean
  last: boolean
  onField: (field: LeadField) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

/** One field of the form: its label, whether it is needed, its place. */
export function FieldEditor({ field, editable, first, last, onField, onMove, onRemove }: FieldEditorProps) {
  const id = useId()
  const { label } = field
  return (
    <li>
      <span className="chip">{t(`lf.type.${field.type}`)}</span>
      <span className="input">
        <input
          className="grow"
          aria-label={t('lf.label')}
          value={label}
          maxLength={120}
          readOnly={!editable}
          onChange={(event) => onField({ ...field, label: event.target.value })}
        />
      </span>
      <label className="asst-check">
        <input
          type="checkbox"
          checked={field.required}
          disabled={!editable}
          onChange={(event) => onField({ ...field, required: event.target.checked })}
        />
        {t('lf.required')}
      </label>
      {editable && (
        <span className="row asst-moves">
          <IconButton size="sm" label={t('lf.up', { label })} disabled={first} onClick={() => onMove(-1)}>
            <ArrowUp className="i" size={14} aria-hidden="true" />
          </IconButton>
          <IconButton size="sm" label={t('lf.down', { label })} disabled={last} onClick={() => onMove(1)}>
            <ArrowDown className="i" size={14} aria-hidden="true" />
          </IconButton>
          <IconButton size="sm" label={t('lf.remove', { label })} onClick={onRemove}>
            <X className="i" size={14} aria-hidden="true" />
          </IconButton>
        </span>
      )}
      {field.type === 'choice' && (
        <div className="asst-options">
          <label className="lbl" htmlFor={id}>
            {t('lf.options')}
          </label>
          <Lines
            id={id}
            rows={3}
            lines={field.options ?? []}
            editable={editable}
            onLines={(options) => onField({ ...field, options })}
          />
        </div>
      )}
    </li>
  )
}
