import { createStore, recall, remember } from './store'

export type Theme = 'system' | 'light' | 'dark'
export interface Settings {
  theme: Theme
  /** Single keys as shortcuts (WCAG 2.1.4 asks for a way to turn them off). */
  singleKeys: boolean
  /** Enter sends and Shift+Enter breaks the line; else Enter breaks the line. */
  enterSends: boolean
  /** The panel beside the thread. */
  panel: boolean
  /** Sections of the panel that are folded. */
  folded: string[]
}

const KEY = 'baton.settings'
const initial: Settings = { theme: 'system', singleKeys: true, enterSends: false, panel: true, folded: [] }

/** What a person chose in this browser. */
export const settings = createStore<Settings>({ ...initial, ...recall<Partial<Settings>>(KEY, {}) })

export function choose(change: Partial<Settings>): void {
  settings.set((previous) => ({ ...previous, ...change }))
  remember(KEY, settings.get())
}

const dark = () => window.matchMedia('(prefers-color-scheme: dark)')

export function resolvedTheme(theme: Theme): 'light' | 'dark' {
  return theme === 'system' ? (dark().matches ? 'dark' : 'light') : theme
}

/** Paints the page in the chosen theme, now and at every change. */
export function followTheme(): void {
  const paint = () => {
    document.documentElement.dataset.theme = resolvedTheme(settings.get().theme)
  }
  paint()
  settings.subscribe(paint)
  dark().addEventListener('change', paint)
}
