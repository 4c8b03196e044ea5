import type { Translate } from '../i18n/index'
import type { Bridge } from '../loader/bridge'

const DOWN = 'm6 9 6 6 6-6'

/** The launcher while the panel is there: what it opens or closes, and how much is unread. */
export function createFace({ button, frame }: Bridge) {
  const path = button.querySelector('path')
  const chat = path?.getAttribute('d') ?? ''
  const badge = document.createElement('span')
  badge.className = 'n'
  button.append(badge)
  return (t: Translate, open: boolean, count: number, byPerson: boolean) => {
    frame.classList.toggle('open', open)
    path?.setAttribute('d', open ? DOWN : chat)
    badge.hidden = !count
    badge.textContent = count > 9 ? '9+' : String(count)
    badge.classList.toggle('human', byPerson)
    button.setAttribute('aria-expanded', String(open))
    button.setAttribute('aria-controls', 'baton-panel')
    const label = count === 1 ? t('open_unread') : count ? t('open_unreads', { n: count }) : t('open')
    button.setAttribute('aria-label', open ? t('close') : label)
  }
}
