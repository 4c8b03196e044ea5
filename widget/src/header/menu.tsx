import { useEffect, useRef, useState } from 'preact/hooks'
import type { Key } from '../i18n/index'
import { useUi } from '../ui/context'
import { Icon } from '../ui/icons'
import { Ask } from './ask'

interface Choice {
  label: Key
  icon: Parameters<typeof Icon>[0]['name']
  run(): void
}

/** More options: the person first, what cannot be undone last and only after a question. */
export function Menu() {
  const { t, chat, state, assistant } = useUi()
  const [open, setOpen] = useState(false)
  const [ask, setAsk] = useState<'clear' | 'forget' | null>(null)
  const wrap = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const { holder } = state.baton
  const choices: Choice[] = [
    ...(holder === 'assistant' || holder === 'none'
      ? [{ label: 'talk', icon: 'person', run: chat.askForPerson } as const]
      : []),
    { label: 'leave', icon: 'mail', run: () => chat.openForm('form') },
    { label: 'clear', icon: 'clear', run: () => setAsk('clear') },
    { label: 'forget', icon: 'forget', run: () => setAsk('forget') },
  ]
  const items = () => [...(wrap.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
  useEffect(() => {
    if (open) items()[0]?.focus()
  }, [open])

  const close = (refocus: boolean) => {
    setOpen(false)
    if (refocus) button.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return
    const all = items()
    const root = wrap.current?.getRootNode() as ShadowRoot | Document | undefined
    const at = all.indexOf(root?.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (to !== undefined) all.at(to % all.length)?.focus()
    else if (event.key === 'Escape') close(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      class="w-more"
      ref={wrap}
      onKeyDown={onKeyDown}
      onFocusOut={(e) => !wrap.current?.contains(e.relatedTarget as Node | null) && setOpen(false)}
    >
      <button
        type="button"
        class="w-ib"
        ref={button}
        aria-label={t('more')}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open && (
        <div class="w-menu" role="menu" aria-label={t('more')}>
          {choices.map(({ label, icon, run }) => (
            <button
              type="button"
              key={label}
              role="menuitem"
              class={label === 'forget' ? 'danger' : ''}
              tabIndex={-1}
              onClick={() => {
                close(true)
                run()
              }}
            >
              <Icon name={icon} size={16} />
              {t(label)}
            </button>
          ))}
        </div>
      )}
      {ask && (
        <Ask
          text={t(ask === 'clear' ? 'clear_ask' : 'forget_ask', { company: assistant.company })}
          yes={t(ask)}
          onYes={ask === 'clear' ? chat.clear : chat.forget}
          onClose={() => {
            setAsk(null)
            button.current?.focus()
          }}
        />
      )}
    </div>
  )
}
