import { useEffect, useRef, useState } from '#dom'
import { menu } from '../i18n/en-menu'
import { type Key, teach } from '../i18n/index'
import { addSheetOnce } from '../lib/sheet'
import { useUi } from '../ui/context'
import { CLEAR, FORGET, Icon, MAIL, PERSON } from '../ui/icons'
import { Ask } from './ask'
import css from './choices.css?inline'

teach(menu)

interface Choice {
  label: Key
  icon: string
  run(): void
}
interface Props {
  root: ShadowRoot
  /** `refocus`: back to the button that opened the menu. */
  onClose(refocus: boolean): void
}

/** The person first, what cannot be undone last and only after a question. */
export function Choices({ root, onClose }: Props) {
  addSheetOnce(root, css)
  const { t, chat, state, assistant } = useUi()
  const [ask, setAsk] = useState<'clear' | 'forget' | null>(null)
  const menu = useRef<HTMLDivElement>(null)
  const { holder, waits } = state.baton
  const choices: Choice[] = [
    ...(holder === 'assistant' || holder === 'none' || (waits && waits !== 'live')
      ? [{ label: 'talk', icon: PERSON, run: chat.askForPerson } as const]
      : []),
    { label: 'leave', icon: MAIL, run: () => chat.openForm('form') },
    { label: 'clear', icon: CLEAR, run: () => setAsk('clear') },
    { label: 'forget', icon: FORGET, run: () => setAsk('forget') },
  ]
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
  useEffect(() => items()[0]?.focus(), [])

  const onKeyDown = (event: KeyboardEvent) => {
    const all = items()
    const at = all.indexOf(root.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (to !== undefined) all.at(to % all.length)?.focus()
    else if (event.key === 'Escape') onClose(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  if (ask) {
    return (
      <Ask
        text={t(ask === 'clear' ? 'clear_ask' : 'forget_ask', { company: assistant.company })}
        yes={t(ask)}
        onYes={ask === 'clear' ? chat.clear : chat.forget}
        onClose={() => onClose(true)}
      />
    )
  }
  return (
    <div class="w-menu" role="menu" aria-label={t('more')} ref={menu} onKeyDown={onKeyDown}>
      {choices.map(({ label, icon, run }) => (
        <button
          type="button"
          key={label}
          role="menuitem"
          class={label === 'forget' ? 'danger' : ''}
          tabIndex={-1}
          onClick={() => {
            if (label === 'talk' || label === 'leave') onClose(true)
            run()
          }}
        >
          <Icon path={icon} size={16} />
          {t(label)}
        </button>
      ))}
    </div>
  )
}
