import type { RuleAction, RuleButton } from '@baton/api'
import { brand } from '../lib/color'
import { addSheet } from '../lib/sheet'
import type { Bridge } from '../loader/bridge'
import css from './card.css?inline'

/** Spoken for the cross, before the panel and its words are there. */
const AWAY: Record<string, string> = {
  ar: '\u0625\u063a\u0644\u0627\u0642',
  de: 'Schlie\u00dfen',
  es: 'Cerrar',
  fr: 'Fermer',
  pt: 'Fechar',
}

type Buttons = Extract<RuleAction, { type: 'buttons' }>

/** The card beside the launcher. Drawn by hand: on most pages there is no panel yet, and maybe never. */
export function createCard({ root, frame, button: launcher, url, session, locale, theme, isOpen }: Bridge) {
  const assistant = session?.assistant
  addSheet(root, css)
  const colors = addSheet(root, '')
  let card: HTMLElement | null = null

  const make = <K extends keyof HTMLElementTagNameMap>(
    tag: K,
    of: Partial<HTMLElementTagNameMap[K]>,
    ...inner: Node[]
  ) => {
    const element = Object.assign(document.createElement(tag), of)
    element.append(...inner)
    return element
  }
  const hide = () => {
    card?.remove()
    card = null
  }
  return {
    hide,
    show({ text, buttons }: Buttons, press: (button: RuleButton) => void, away: () => void) {
      hide()
      const asked = theme ?? assistant?.theme
      const dark =
        asked === 'dark' || (asked !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
      const { fill, on } = brand(assistant?.brand_color ?? '', dark)
      colors(`.w-cta{--c:${fill};--on:${on}}`)
      const says = make('p', { textContent: text, dir: 'auto' })
      says.setAttribute('role', 'status')
      const acts = make(
        'div',
        { className: 'acts' },
        ...buttons.map((button, at) =>
          make('button', {
            type: 'button',
            textContent: button.label,
            className: at ? '' : 'first',
            onclick: () => press(button),
          }),
        ),
      )
      const cross = make('button', { type: 'button', className: 'x', textContent: '\u00d7', onclick: away })
      cross.setAttribute('aria-label', AWAY[locale.slice(0, 2)] ?? 'Close')
      const name = make('b', { textContent: assistant?.name ?? '' })
      if (assistant?.avatar)
        name.prepend(make('img', { src: url(assistant.avatar), alt: '', width: 24, height: 24 }))
      card = make(
        'section',
        { className: dark ? 'w-cta dark' : 'w-cta' },
        make('div', { className: 'top' }, name, cross),
        says,
        acts,
      )
      card.setAttribute('aria-label', assistant?.name ?? '')
      card.onkeydown = (event) => {
        if (event.key !== 'Escape') return
        away()
        launcher.focus()
      }
      if (!isOpen()) frame.insertBefore(card, launcher)
    },
  }
}
