import type { SpokenLanguage } from '@baton/api'
import { Plus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { t } from '../../../lib/i18n'
import { LanguagePicker } from './language-picker'
import { languageOf } from './languages'

/** Chips beside each other, before the rest is put behind a button. */
const SHOWN = 5

interface LanguagesFieldProps {
  value: readonly SpokenLanguage[]
  editable: boolean
  onChange: (languages: SpokenLanguage[]) => void
}

/** What an assistant answers in: chips, and a list to choose more from. */
export function LanguagesField({ value, editable, onChange }: LanguagesFieldProps) {
  const [open, setOpen] = useState(false)
  const group = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const shown = open || !editable ? value : value.slice(0, SHOWN)
  const hidden = value.length - shown.length
  const remove = (tag: SpokenLanguage) => {
    onChange(value.filter((each) => each !== tag))
    // The button that had the focus goes with its chip.
    group.current?.querySelector<HTMLElement>('input, .asst-lang-add')?.focus()
  }
  const close = () => {
    setOpen(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would put a box around the list, too
    <div
      className="asst-langs"
      role="group"
      aria-label={t('id.languages')}
      ref={group}
      onBlur={({ relatedTarget }) => {
        if (open && !group.current?.contains(relatedTarget as Node | null)) setOpen(false)
      }}
    >
      {shown.map((tag) => (
        <Chip key={tag} tag={tag} {...(editable ? { onRemove: () => remove(tag) } : {})} />
      ))}
      {!value.length && !open && <span className="muted">{t('id.languagesAny')}</span>}
      {editable &&
        (open ? (
          <LanguagePicker value={value} onChange={onChange} onClose={close} />
        ) : (
          <button
            type="button"
            className="chip line asst-lang-add"
            ref={button}
            onClick={() => setOpen(true)}
            onKeyDown={(event) => {
              const last = value.at(-1)
              if (event.key === 'Backspace' && last) onChange(value.slice(0, -1))
            }}
          >
            <Plus className="i" size={13} aria-hidden="true" />
            {hidden ? t('id.languagesMore', { n: hidden }) : t('id.languageAdd')}
          </button>
        ))}
    </div>
  )
}

function Chip({ tag, onRemove }: { tag: SpokenLanguage; onRemove?: () => void }) {
  const { own, english } = languageOf(tag)
  return (
    <span className="chip asst-lang">
      <span lang={tag} dir="auto" title={english}>
        {own}
      </span>
      {onRemove && (
        <button
          type="button"
          className="x"
          aria-label={t('id.languageRemove', { name: english })}
          onClick={onRemove}
        >
          <X className="i" size={12} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
