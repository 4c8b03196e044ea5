import type { WidgetInit } from '@baton/api'
import { load, save } from '../lib/storage'
import type { Bridge, Panel, PanelModule } from './bridge'
import { bootstrap, memoryKey } from './boot'
import { install, isLoaded } from './commands'
import { draw } from './launcher'
import { type Source, settings } from './settings'
import { unreadOf } from './unread'

/** Tries of the first session, in seconds; afterwards the network's return is awaited. */
const RETRIES = [2, 8, 30]

if (!isLoaded()) {
  const source = settings()
  if (source) begin(source)
}

function begin(source: Source): void {
  const { assistant, locale } = source
  const url = (path: string) => new URL(path, source.src).href
  const boot = bootstrap(url('v1/widget/init'), assistant, locale)
  // Per tab: a chat left open on one page is open on the next.
  const openKey = `${memoryKey(assistant)}:open`
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  const isDark = () => (source.theme ? source.theme === 'dark' : scheme.matches)
  let session: WidgetInit | null = null
  let open = false
  let panel: Promise<Panel> | undefined

  const importPanel = (): Promise<PanelModule> =>
    import(/* @vite-ignore */ url(__PANEL__)).catch(
      // A loader from the cache may name a panel of an older release.
      () => import(/* @vite-ignore */ url('widget/panel.js')),
    )
  const loadPanel = () => {
    panel ??= importPanel().then(
      (module) => module.mount(bridge),
      (error) => {
        panel = undefined
        throw error
      },
    )
    return panel
  }
  const show = async (next: boolean, byUser: boolean) => {
    if (open === next || !session) return
    open = next
    remember(openKey, open)
    if (open) launcher.busy(true)
    try {
      const shown = await loadPanel()
      if (open !== next) return
      launcher.show(open)
      shown.shown(open, byUser)
      if (!open && byUser) launcher.focus()
      emit(open ? 'open' : 'close')
    } catch (error) {
      open = false
      emit('error', error)
    } finally {
      launcher.busy(false)
    }
  }
  const launcher = draw(source, {
    toggle: () => void show(!open, true),
    near: () => void loadPanel().catch(() => {}),
  })
  const { emit, start } = install({
    open: () => show(true, false),
    close: () => show(false, false),
    toggle: () => show(!open, false),
    identify: (traits: Record<string, string>) => Object.assign(bridge.traits, traits),
    form: async () => {
      await show(true, false)
      ;(await loadPanel()).form()
    },
  })
  const bridge: Bridge = {
    ...source,
    mount: launcher.mount,
    root: launcher.root,
    url,
    session: null,
    traits: {},
    boot: async () => {
      session = bridge.session = await boot()
      return session
    },
    isOpen: () => open,
    close: () => void show(false, true),
    unread(unread) {
      launcher.unread(unread)
      emit('unread', unread.count)
    },
    emit,
    forget: () => save(memoryKey(assistant), null),
  }

  const paint = () => session && launcher.paint(session.assistant.brand_color, isDark())
  scheme.addEventListener('change', paint)

  const enter = async (attempt = 0): Promise<void> => {
    try {
      await bridge.boot()
    } catch (error) {
      // Told to stay away (unknown assistant, origin not allowed): no launcher, and no second try.
      if (error instanceof Response && error.status < 500 && error.status !== 429) return
      const wait = RETRIES[attempt]
      if (wait) setTimeout(() => void enter(attempt + 1), wait * 1000)
      else addEventListener('online', () => void enter(), { once: true })
      return
    }
    if (!session) return
    paint()
    launcher.unread(unreadOf(session))
    start()
    emit('ready')
    const { holder } = session.conversation.baton
    const pending = load<unknown[]>(`${memoryKey(assistant)}:outbox`)?.length
    if (remembered(openKey)) await show(true, false)
    // Somebody may answer any moment, or something is still to be sent: listen without being asked.
    else if (pending || session.conversation.turn || holder === 'person' || holder === 'nobody') void bridgeNear()
  }
  const bridgeNear = () => loadPanel().catch(() => {})

  whenBody(() => {
    attach(launcher.host)
    // Not before the page has had its turn.
    const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 200))
    idle(() => void enter(), { timeout: 2000 })
  })
}

function whenBody(run: () => void): void {
  if (document.body) run()
  else addEventListener('DOMContentLoaded', run, { once: true })
}

/** Puts our element on the page, and back again when a framework replaces the body. */
function attach(host: HTMLElement): void {
  const put = () => host.isConnected || document.body?.append(host)
  put()
  const observer = new MutationObserver(() => {
    put()
    watch()
  })
  const watch = () => {
    observer.disconnect()
    observer.observe(document.documentElement, { childList: true })
    if (document.body) observer.observe(document.body, { childList: true })
  }
  watch()
}

function remembered(key: string): boolean {
  try {
    return sessionStorage.getItem(key) === '1'
  } catch {
    return false
  }
}

function remember(key: string, open: boolean): void {
  try {
    sessionStorage.setItem(key, open ? '1' : '0')
  } catch {
    // Without storage the chat is closed on the next page.
  }
}
