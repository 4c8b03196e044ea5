import type { WidgetInit } from '@baton/api'
import { addSheet } from '../lib/sheet'
import type { Settings } from './bridge'
import css from './launcher.css?inline'

type Look = Pick<WidgetInit['assistant'], 'brand_color' | 'side'>

const SVG = 'http://www.w3.org/2000/svg'
const CHAT =
  'M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719'
/** Spoken before the panel and its words are there. */
const LABELS: Record<string, string> = {
  ar: '\u0641\u062a\u062d \u0627\u0644\u0645\u062d\u0627\u062f\u062b\u0629',
  de: 'Chat \u00f6ffnen',
  es: 'Abrir el chat',
  fr: 'Ouvrir le chat',
  pt: 'Abrir o chat',
}

/** Draws the launcher into a shadow root of its own; `paint` shows it, as the shop has it. */
export function draw({ dir, locale }: Settings) {
  const host = document.createElement('baton-widget')
  const root = host.attachShadow({ mode: 'open' })
  addSheet(root, css)
  const colors = addSheet(root, '')
  const frame = document.createElement('div')
  attribute(frame, { class: 'r', dir, lang: locale, hidden: '' })
  const mount = document.createElement('div')
  const button = document.createElement('button')
  attribute(button, {
    type: 'button',
    class: 'w-launch',
    'aria-haspopup': 'dialog',
    'aria-expanded': false,
    'aria-label': LABELS[locale.slice(0, 2)] ?? 'Open chat',
  })
  const svg = document.createElementNS(SVG, 'svg')
  const path = document.createElementNS(SVG, 'path')
  attribute(svg, { viewBox: '0 0 24 24', 'aria-hidden': true })
  attribute(path, { d: CHAT })
  svg.append(path)
  button.append(svg)
  frame.append(mount, button)
  root.append(frame)
  return {
    host,
    root,
    frame,
    mount,
    button,
    paint({ brand_color: color, side }: Look) {
      if (/^#[\da-f]{6}$/i.test(color))
        colors(`.w-launch{background:${color};color:${isLight(color) ? '#1f1b17' : '#fffdf8'}}`)
      frame.classList.add(side)
      frame.hidden = false
    },
  }
}

function attribute(target: Element, attributes: object): void {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, value)
}

/** Good enough for an icon; the panel weighs its text exactly. */
function isLight(color: string): boolean {
  const rgb = Number(`0x${color.slice(1)}`)
  return (rgb >> 16) * 2 + ((rgb >> 8) & 255) * 5 + (rgb & 255) > 1100
}
