import type { SpokenLanguage } from '@baton/api'
import clsx from 'clsx'
import { Check } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { t } from '../../../lib/i18n'
import { focusOnMount } from '../../../ui/focus-on-mount'
import { findLanguages } from './languages'

interface LanguagePickerProps {
  value: readonly SpokenLanguage[]
  onChange: (languages: SpokenLanguage[]) => void
  onClose: () => void
}

/** A search over the languages and what it finds: arrows go there, Enter takes one or lets it go, Backspace the last. */
export function LanguagePicker({ value, onChange, onClose }: LanguagePickerProps) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const found = findLanguages(typed)
  const option = (at: number) => `${id}-${at}`
  useEffect(() => {
    box.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  // On a phone it opens below the fold.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const toggle = (tag: SpokenLanguage | undefined) => {
    if (!tag) return
    onChange(value.includes(tag) ? value.filter((each) => each !== tag) : [...value, tag])
    setTyped('')
    if (typed) setActive(0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
    const step = steps[event.key]
    if (step) setActive((at) => (at + step + found.length) % Math.max(found.length, 1))
    else if (event.key === 'Enter') toggle(found[active]?.tag)
    else if (event.key === 'Escape') onClose()
    else if (event.key === 'Backspace' && !typed) onChange(value.slice(0, -1))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <span className="asst-lang-find">
      <input
        ref={focusOnMount}
        className="asst-lang-input"
        role="combobox"
        aria-label={t('id.languageFind')}
        placeholder={t('id.languageFind')}
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={found.length ? option(active) : undefined}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div
        className="menu asst-lang-list"
        role="listbox"
        aria-multiselectable="true"
        id={id}
        aria-label={t('id.languages')}
        ref={box}
        tabIndex={-1}
      >
        {found.map(({ tag, own, english }, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text field's
          <div
            key={tag}
            id={option(at)}
            role="option"
            aria-selected={value.includes(tag)}
            tabIndex={-1}
            className={clsx('mi', at === active && 'is-on')}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => toggle(tag)}
          >
            <span className="mi-check">
              {value.includes(tag) && <Check className="i" size={15} aria-hidden="true" />}
            </span>
            <span lang={tag} dir="auto">
              {own}
            </span>
            <span className="end">{english}</span>
          </div>
        ))}
      </div>
      {!found.length && (
        <p className="field-note" role="status">
          {t('id.languageNone')}
        </p>
      )}
    </span>
  )
}
