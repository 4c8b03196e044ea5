import type { WidgetInit } from '@baton/api'

/** What the page sets on the script tag; everything but the assistant is optional. */
export interface Settings {
  /** Id of the assistant: `data-assistant`. */
  assistant: string
  /** BCP 47: `data-locale`, else the page's `lang`, else the browser's. */
  locale: string
  dir: 'ltr' | 'rtl'
}

/** Who wrote what is unread, and the beginning of it, for the badge and the teaser. */
export interface Unread {
  count: number
  byPerson: boolean
  from: string
  preview: string
}

/**
 * What the loader lends to the panel. They are built together but may be cached apart,
 * so that members are added here, never changed.
 */
export interface Bridge extends Settings {
  /** The element that the panel renders into, inside the shadow root. */
  mount: HTMLElement
  root: ShadowRoot
  /** An absolute address of our server. */
  url(path: string): string
  /** Starts or renews the visitor's session; concurrent calls share one request. Rejects with a `Response` or a network error. */
  boot(): Promise<WidgetInit>
  /** The session of the page load, if it has come. */
  session: WidgetInit | null
  /** Traits given by the page with `identify`; unverified, used to prefill forms. */
  traits: Readonly<Record<string, string>>
  isOpen(): boolean
  close(): void
  unread(unread: Unread): void
  /** Tells listeners on the page. */
  emit(name: string, detail?: unknown): void
  /** Forgets the visitor on this device. */
  forget(): void
}

/** The panel's side. */
export interface Panel {
  /** `byUser`: focus may move into the panel. */
  shown(open: boolean, byUser: boolean): void
  /** Shows the lead form because the page asked for it. */
  form(): void
}

export interface PanelModule {
  mount(bridge: Bridge): Panel
}
