import type { Client } from './client'

const LOOK_MS = 1_000

/** Tells the team where the visitor is, on sites that change the page without loading it. A lost call does no harm. */
export function follow(client: Client): void {
  let address = location.href
  setInterval(() => {
    if (document.hidden || location.href === address) return
    address = location.href
    // Query and fragment may carry secrets of the page.
    const url = location.origin + location.pathname
    void client.post('pages', { url, title: document.title.slice(0, 200) }).catch(() => {})
  }, LOOK_MS)
}
