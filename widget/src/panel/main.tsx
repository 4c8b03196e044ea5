import { createRef, render } from '#dom'
import { english, loadWords, translator } from '../i18n/index'
import { addSheet } from '../lib/sheet'
import { keepOpen } from '../lib/storage'
import type { Bridge, Panel as Handle } from '../loader/bridge'
import { unread } from '../state/messages'
import type { State } from '../state/state'
import { picture } from '../ui/marks'
import { createChat } from './chat'
import { createFace } from './face'
import { loadFonts } from './fonts'
import { Panel } from './panel'
import { styles } from './styles'
import { followTheme } from './theme'
import { FULL, followViewport } from './viewport'

/** Called once by the loader, on the first sign that the visitor may open the chat. */
export function mount(bridge: Bridge): Handle {
  addSheet(bridge.root, styles)
  bridge.mount.className = 'p'
  loadFonts(bridge.url)
  const chat = createChat(bridge)
  const { store, memory } = chat
  const field = createRef<HTMLTextAreaElement>()
  const panel = createRef<HTMLElement>()
  const fit = followViewport(bridge.root)
  const paint = followTheme(bridge)
  const face = createFace(bridge)
  let t = translator(english)
  const wear = (assistant: State['assistant']) => {
    picture.src = assistant?.avatar ? bridge.url(assistant.avatar) : ''
    paint(assistant?.brand_color ?? '', assistant?.theme)
  }

  const draw = () => {
    const open = bridge.isOpen()
    const news = open ? [] : unread(store.state)
    face(t, open, news.length, news.at(-1)?.role === 'human-agent')
    render(
      <Panel {...{ chat, t, open, field, panel }} locale={bridge.locale} onOpen={bridge.open} />,
      bridge.mount,
    )
  }
  let frame = 0
  // Words may come faster than pictures; in a hidden tab there are no frames, and no hurry either.
  const schedule = () => {
    if (document.hidden) draw()
    else if (!frame) {
      frame = requestAnimationFrame(() => {
        frame = 0
        draw()
      })
    }
  }
  store.subscribe((before) => {
    const { state } = store
    if (state.assistant && state.assistant !== before.assistant) wear(state.assistant)
    const moved = state.marks !== before.marks || state.asked !== before.asked
    if (moved && state.conversation) memory.keepPlaces(state.conversation, state)
    schedule()
    if (state.messages === before.messages && state.read === before.read) return
    bridge.emit('unread', bridge.isOpen() ? 0 : unread(state).length)
    if (before.conversation !== state.conversation) return
    const known = new Set(before.messages.map((m) => m.seq))
    for (const message of state.messages) if (!known.has(message.seq)) bridge.emit('message', message)
  })
  wear(store.state.assistant)
  draw()
  void loadWords(bridge.locale).then((words) => {
    t = translator(words)
    draw()
  })

  return {
    shown(open, byUser) {
      keepOpen(bridge.assistant, open)
      chat.shown(open)
      draw()
      fit(open)
      if (!byUser) return
      // On a phone the keyboard would cover what there is to read.
      const target = !open ? bridge.button : matchMedia(FULL).matches ? panel.current : field.current
      target?.focus({ preventScroll: true })
    },
    form: (source = 'cta', by) => chat.openForm(source, by),
    send: chat.send,
  }
}
