import { brand } from '../lib/color'
import { addSheet } from '../lib/sheet'
import type { Settings, Unread } from './bridge'
import css from './launcher.css?inline'
import { words } from './words'

const SVG = 'http://www.w3.org/2000/svg'
const CHAT =
  'M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719'
const DOWN = 'm6 9 6 6 6-6'
const CROSS = 'M18 6 6 18M6 6l12 12'

export interface Launcher {
  host: HTMLElement
  root: ShadowRoot
  mount: HTMLElement
  /** Shows it, in the shop's colour. */
  paint(color: string, dark: boolean): void
  show(open: boolean): void
  busy(loading: boolean): void
  unread(unread: Unread): void
  focus(): void
}

export interface Intents {
  /** A click. */
  toggle(): void
  /** Hover or focus: a click may follow. */
  near(): void
}

/** Draws the launcher, its badge and the teaser into a shadow root of their own; hidden until painted. */
export function draw(settings: Settings, intents: Intents): Launcher {
  const say = words(settings.locale)
  const host = document.createElement('baton-widget')
  const root = host.attachShadow({ mode: 'open' })
  addSheet(root, css)
  const brandSheet = addSheet(root, '')
  const frame = element('div', 'r')
  frame.dir = settings.dir
  frame.lang = settings.locale
  frame.hidden = true
  const mount = element('div', 'p')
  const tease = element('div', 'w-tease')
  tease.hidden = true
  const button = element('button', 'w-launch')
  const badge = element('span', 'n')
  const path = icon(button, 27, CHAT)
  button.append(badge)
  button.type = 'button'
  button.setAttribute('aria-haspopup', 'dialog')
  frame.append(mount, tease, button)
  root.append(frame)

  let open = false
  let last: Unread = { count: 0, byPerson: false, from: '', preview: '' }
  let dismissed = ''
  const sync = () => {
    frame.classList.toggle('open', open)
    path.setAttribute('d', open ? DOWN : CHAT)
    const count = open ? 0 : last.count
    badge.hidden = !count
    badge.textContent = count > 9 ? '9+' : String(count)
    badge.classList.toggle('human', last.byPerson)
    button.setAttribute('aria-expanded', String(open))
    button.setAttribute('aria-label', open ? say.close : say.open + (count ? `, ${count} ${say.unread}` : ''))
    tease.hidden = !count || !last.preview || dismissed === last.preview
    if (!tease.hidden) teaser()
  }
  const teaser = () => {
    const text = element('button', 'say')
    const name = element('b')
    name.textContent = last.from
    text.append(name, last.preview)
    text.onclick = intents.toggle
    const cross = element('button', 'x')
    cross.setAttribute('aria-label', say.dismiss)
    icon(cross, 16, CROSS)
    cross.onclick = () => {
      dismissed = last.preview
      sync()
    }
    tease.replaceChildren(text, cross)
  }
  button.onclick = intents.toggle
  button.onpointerenter = button.onfocus = intents.near
  sync()

  return {
    host,
    root,
    mount,
    paint(color, dark) {
      const { fill, on } = brand(color, dark)
      brandSheet(`.r{--w-brand:${fill};--w-brand-on:${on}}`)
      frame.dataset.theme = dark ? 'dark' : 'light'
      frame.hidden = false
    },
    show(next) {
      open = next
      if (open) button.setAttribute('aria-controls', 'baton-panel')
      sync()
    },
    busy: (loading) => button.setAttribute('aria-busy', String(loading)),
    unread(next) {
      last = next
      sync()
    },
    focus: () => button.focus(),
  }
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, className = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  made.className = className
  return made
}

function icon(parent: HTMLElement, size: number, d: string): SVGPathElement {
  const svg = document.createElementNS(SVG, 'svg')
  const path = document.createElementNS(SVG, 'path')
  const attributes = {
    viewBox: '0 0 24 24',
    width: size,
    height: size,
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': 1.75,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': true,
  }
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, String(value))
  path.setAttribute('d', d)
  svg.append(path)
  parent.append(svg)
  return path
}
