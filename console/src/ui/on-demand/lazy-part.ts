import { lazy } from 'react'

/** From one try to the next. */
const AGAIN_MS = 1_000

/**
 * A component that is fetched when it is shown first. While the server is away it is waited for, and all else on the page stays.
 * It fails where the server is there and does not have it any more: there is a newer release.
 */
export const lazyPart: typeof lazy = (load) => lazy(() => patiently(load))

async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (let isThere = false; ; isThere = await answers()) {
    try {
      return await load()
    } catch (error) {
      if (isThere) throw error
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      fetchStylesAgain()
    }
  }
}

const answers = () =>
  fetch('/readyz', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )

/** What did not come with a part is not asked for again with it. */
function fetchStylesAgain(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]'))
    if (!link.sheet) link.replaceWith(link.cloneNode())
}
