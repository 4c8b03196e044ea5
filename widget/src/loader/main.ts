import type { WidgetInit } from '@baton/api'
import { load, wasOpen } from '../lib/storage'
import { bootstrap } from './boot'
import type { Bridge, Panel, PanelModule } from './bridge'
import { install, isLoaded } from './commands'
import { draw } from './launcher'
import { attach, whenBody } from './page'
import { type Source, settings } from './settings'

const source = isLoaded() ? null : settings()
if (source) begin(source)

function begin(source: Source): void {
  const { assistant } = source
  const url = (path: string) => new URL(path, source.src).href
  const init = bootstrap(url('v1/widget/init'), source)
  const { host, paint, ...drawn } = draw(source)
  const { button } = drawn
  let open = false
  let panel: Promise<Panel> | undefined

  const loadPanel = () => {
    panel ??= importPanel().then((module) => module.mount(bridge))
    // Tried again at the next intent.
    panel.catch(() => {
      panel = undefined
    })
    return panel
  }
  const importPanel = (): Promise<PanelModule> =>
    import(/* @vite-ignore */ url(__PANEL__)).catch(
      // A loader from the cache may name a panel of an older release.
      () => import(/* @vite-ignore */ url('widget/panel.js')),
    )
  const ahead = () => loadPanel().catch(() => {})
  const show = async (next: boolean, byUser: boolean) => {
    if (open === next || !bridge.session) return
    open = next
    try {
      const shown = await loadPanel()
      if (open !== next) return
      shown.shown(open, byUser)
      emit(open ? 'open' : 'close')
    } catch (error) {
      open = false
      emit('error', error)
    }
  }
  const { emit, start } = install({
    open: () => show(true, false),
    close: () => show(false, false),
    toggle: () => show(!open, false),
    identify: (traits: object) => Object.assign(bridge.traits, traits),
    form: async () => {
      await show(true, false)
      ;(await loadPanel()).form()
    },
    event: (name: string) => bridge.happened.push(name),
  })
  const bridge: Bridge = {
    ...source,
    ...drawn,
    url,
    session: null,
    traits: {},
    boot: async () => {
      bridge.session = await init()
      return bridge.session
    },
    isOpen: () => open,
    open: () => show(true, true),
    close: () => show(false, true),
    emit,
    show,
    panel: loadPanel,
    happened: [],
  }
  const enter = async (attempt: number): Promise<void> => {
    try {
      welcome(await bridge.boot())
    } catch (error) {
      // Told to stay away (unknown assistant, origin not allowed): no launcher, and no second try.
      const { status = 500 } = error as Response
      if (status < 500 && status !== 429) return
      setTimeout(enter, 2000 * 4 ** Math.min(attempt, 5), attempt + 1)
    }
  }
  const welcome = ({ assistant: look, conversation, unread, rules }: WidgetInit) => {
    paint(look)
    start()
    // Without them the chat is as good.
    if (rules?.[0])
      import(/* @vite-ignore */ url(__RULES__)).then(
        (module) => module.watch(bridge),
        () => {},
      )
    emit('ready')
    if (source.resume || wasOpen(assistant)) show(true, false)
    // Something is new, or may be any moment, or is still to be sent: listen without being asked.
    else if (
      unread ||
      conversation.turn ||
      conversation.baton.holder !== 'assistant' ||
      load(`baton:${assistant}:outbox`)
    )
      ahead()
  }
  button.onclick = () => show(!open, true)
  button.onpointerenter = button.onfocus = ahead
  whenBody(() => {
    attach(host)
    // Not before the page has had its turn, which some pages never end.
    const idle: (run: () => void, how: object) => void = window.requestIdleCallback ?? setTimeout
    idle(() => enter(0), { timeout: 2e3 })
  })
}
