import type { Client } from './client'

const LOOK_MS = 1_000

/** Query and fragment may carry secrets of the page. */
const pageOf = ({ origin, pathname }: URL | Location) => origin + pathname

/**
 * Tells the team where the visitor is, on sites that change the page without loading it. A lost call does no harm.
 *
 * The session began on the page that was loaded; the panel comes later, and says first where its visitor is by then.
 */
export function follow(client: Client): void {
  const [loaded] = performance.getEntriesByType('navigation')
  let page = pageOf(loaded ? new URL(loaded.name) : location)
  const look = () => {
    if (document.hidden || pageOf(location) === page) return
    page = pageOf(location)
    void client.post('pages', { url: page, title: document.title.slice(0, 200) }).catch(() => {})
  }
  look()
  setInterval(look, LOOK_MS)
}
