import type { WidgetMessage } from '@baton/api'
import { useRef, useState } from '#dom'
import { lazy } from '../lib/lazy'
import { useUi } from '../ui/context'
import { Markdown } from './markdown'

const { Lazy: Quote } = lazy(async () => (await import('./quote')).Quote)

/** Room that a quotation needs above its message. */
const CARD_PX = 190
const LINGER_MS = 160

/** An answer with its sources: numbers in the text and buttons below open the passage that was relied on. */
export function Cited({ message }: { message: WidgetMessage }) {
  const { t, chat } = useUi()
  const [open, setOpen] = useState<{ n: number; up: boolean } | null>(null)
  const pinned = useRef(false)
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  const wrap = useRef<HTMLDivElement>(null)
  const { citations } = message

  const show = (n: number) => {
    clearTimeout(leaving.current)
    const top = wrap.current?.getBoundingClientRect().top ?? 0
    const edge = wrap.current?.closest('[role=log]')?.getBoundingClientRect().top ?? 0
    setOpen({ n, up: top - edge > CARD_PX })
  }
  const hide = () => {
    clearTimeout(leaving.current)
    pinned.current = false
    setOpen(null)
  }
  const leave = () => {
    if (!pinned.current) leaving.current = setTimeout(hide, LINGER_MS)
  }
  const handlers = (n: number) => ({
    type: 'button' as const,
    'aria-expanded': open?.n === n,
    onPointerEnter: (e: PointerEvent) => e.pointerType === 'mouse' && !pinned.current && show(n),
    onPointerLeave: leave,
    onFocus: () => show(n),
    onClick: () => {
      if (pinned.current && open?.n === n) return hide()
      pinned.current = true
      show(n)
    },
  })
  const cite = (n: number) => {
    const source = citations.find((c) => c.n === n)
    return (
      source && (
        <button class="wcite" aria-label={t('source', { n, title: source.title })} {...handlers(n)}>
          {n}
        </button>
      )
    )
  }
  const quoted = citations.find((c) => c.n === open?.n)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears what bubbles up from the buttons within
    <div
      class="w-cited"
      ref={wrap}
      onFocusOut={(e) => !wrap.current?.contains(e.relatedTarget as Node | null) && hide()}
      onKeyDown={(e) => {
        if (e.key !== 'Escape' || !open) return
        e.stopPropagation()
        hide()
      }}
    >
      <div class="w-m a">
        <Markdown text={message.body} cite={cite} />
      </div>
      <div class="w-src">
        {citations.map((c) => (
          <button class="w-chip" key={c.n} {...handlers(c.n)}>
            <span class="wcite" aria-hidden="true">
              {c.n}
            </span>
            <span class="cut">{c.title}</span>
          </button>
        ))}
      </div>
      {open && quoted && (
        <Quote
          root={chat.root}
          source={quoted}
          up={open.up}
          onEnter={() => clearTimeout(leaving.current)}
          onLeave={leave}
          onFailed={hide}
        />
      )}
    </div>
  )
}
