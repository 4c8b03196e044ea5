import type { Id, LeadSource, WidgetInit } from '@baton/api'

/** What the page sets on the script tag; everything but the assistant is optional. */
export interface Settings {
  /** Id of the assistant: `data-assistant`. */
  assistant: string
  /** BCP 47: `data-locale`, else the page's `lang`, else the browser's. */
  locale: string
  dir: 'ltr' | 'rtl'
  /** The secret part of a link back to a conversation: `data-resume`. */
  resume: string | undefined
  /** Fixed by the page with `data-theme`; otherwise the system decides. */
  theme: string | undefined
}

/**
 * What the loader lends to the panel. They are built together but may be cached apart,
 * so that members are added here, never changed.
 */
export interface Bridge extends Settings {
  root: ShadowRoot
  /** Holds panel and launcher; carries language, direction and theme. */
  frame: HTMLElement
  /** The element that the panel renders into. */
  mount: HTMLElement
  /** The launcher; once the panel is there, the panel says what it shows. */
  button: HTMLElement
  /** An absolute address of our server. */
  url(path: string): string
  /** Starts or renews the visitor's session; concurrent calls share one request. Rejects with a `Response` or a network error. */
  boot(): Promise<WidgetInit>
  /** The newest session, if one has come. */
  session: WidgetInit | null
  /** Traits given by the page with `identify`; unverified, used to prefill forms. */
  traits: Readonly<Record<string, string>>
  isOpen(): boolean
  open(): void
  close(): void
  /** Tells listeners on the page. */
  emit(name: string, detail?: unknown): void
  /** Opens or closes; `byUser`: focus may move. */
  show(open: boolean, byUser: boolean): Promise<void>
  /** The panel, loaded where it is not there yet. */
  panel(): Promise<Panel>
  /** What the page said happened. Whoever follows it takes over `push`. */
  happened: string[]
}

/** The panel's side. */
export interface Panel {
  /** `byUser`: focus may move into the panel. */
  shown(open: boolean, byUser: boolean): void
  /** Shows the lead form: the page asked for it, or a rule of this id. */
  form(source?: LeadSource, by?: RuleOf): void
  /** Says something in the visitor's name, who pressed a button for it. */
  send(text: string): void
}

/** One of the actions of a behaviour rule. */
export interface RuleOf {
  rule: Id
  variant: number
}

export interface RulesModule {
  watch(bridge: Bridge): void
}

export interface PanelModule {
  mount(bridge: Bridge): Panel
}
