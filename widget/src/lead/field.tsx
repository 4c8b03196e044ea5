import type { LeadField } from '@baton/api'
import { useUi } from '../ui/context'
import { CHECK, Icon } from '../ui/icons'

interface Props {
  field: LeadField
  value: string
  fault: string | undefined
  onChange(value: string): void
}

const TYPE = { email: 'email', phone: 'tel', number: 'text', text: 'text' } as const
const AUTOCOMPLETE: Record<string, string> = {
  email: 'email',
  phone: 'tel',
  name: 'name',
  company: 'organization',
}

/** One question of the form with its fault. */
export function Field({ field, value, fault, onChange }: Props) {
  const { t } = useUi()
  const id = `baton-f-${field.key}`
  const about = {
    id,
    'aria-invalid': !!fault,
    'aria-required': field.required,
    ...(fault && { 'aria-describedby': `${id}-fault` }),
  }
  const said = fault && (
    <p class="fault" id={`${id}-fault`}>
      {fault}
    </p>
  )
  if (field.type === 'consent') {
    return (
      <div>
        <label class="w-check" for={id}>
          <input
            type="checkbox"
            class="sr"
            {...about}
            checked={!!value}
            onChange={(e) => onChange(e.currentTarget.checked ? 'yes' : '')}
          />
          <span class="w-cb">{value && <Icon path={CHECK} size={12} />}</span>
          <span>{field.label}</span>
        </label>
        {said}
      </div>
    )
  }
  return (
    <div>
      <label for={id}>
        {field.label}
        {!field.required && <span class="opt"> ({t('optional')})</span>}
      </label>
      {field.type === 'choice' ? (
        <select class="w-in" {...about} value={value} onChange={(e) => onChange(e.currentTarget.value)}>
          <option value="">{t('choose')}</option>
          {field.options?.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : (
        <input
          class="w-in"
          {...about}
          // Validation is ours: by field, in words, where it happened.
          type={TYPE[field.type] as 'text'}
          inputMode={field.type === 'number' ? 'decimal' : undefined}
          autocomplete={AUTOCOMPLETE[field.type] ?? AUTOCOMPLETE[field.key] ?? 'off'}
          value={value}
          onInput={(e) => onChange(e.currentTarget.value)}
        />
      )}
      {said}
    </div>
  )
}
