import { addSheet } from '../lib/sheet'

/** Narrower than this the chat fills the screen. */
export const FULL = '(max-width: 479px)'

/** On phones: the panel ends where the keyboard begins, and the page behind does not scroll. */
export function followViewport(root: ShadowRoot): (open: boolean) => void {
  const write = addSheet(root, '')
  const page = document.documentElement
  const view = window.visualViewport
  let overflow: string | null = null
  const fit = () => view && write(`.w{--vv-h:${view.height}px;--vv-top:${view.offsetTop}px}`)
  return (open) => {
    const full = open && matchMedia(FULL).matches
    if (full === (overflow !== null)) return
    if (full) {
      overflow = page.style.overflow
      page.style.overflow = 'hidden'
      fit()
      view?.addEventListener('resize', fit)
      view?.addEventListener('scroll', fit)
    } else {
      page.style.overflow = overflow ?? ''
      overflow = null
      view?.removeEventListener('resize', fit)
      view?.removeEventListener('scroll', fit)
    }
  }
}
