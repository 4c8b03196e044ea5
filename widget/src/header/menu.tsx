import { useRef, useState } from '#dom'
import { lazy } from '../lib/lazy'
import { useUi } from '../ui/context'
import { Icon, MORE } from '../ui/icons'

const { Lazy: Choices, preload } = lazy(async () => (await import('./choices')).Choices)

/** More options, fetched when the pointer or the focus comes near. */
export function Menu() {
  const { t, chat } = useUi()
  const [open, setOpen] = useState(false)
  const wrap = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = (refocus: boolean) => {
    setOpen(false)
    if (refocus) button.current?.focus()
  }
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    // Null: what was focused has gone, as the menu does when it asks a question.
    if (relatedTarget && !wrap.current?.contains(relatedTarget as Node)) close(false)
  }
  return (
    <div class="w-more" ref={wrap} onFocusOut={onFocusOut}>
      <button
        type="button"
        class="w-ib"
        ref={button}
        aria-label={t('more')}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setOpen(!open)}
      >
        <Icon path={MORE} stroke={3} />
      </button>
      {open && <Choices root={chat.root} onClose={close} onFailed={() => close(true)} />}
    </div>
  )
}
