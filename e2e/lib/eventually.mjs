import { setTimeout as sleep } from 'node:timers/promises'

/** What a healthy machine does at once, a busy one does within this time. */
export const SOON_MS = 15_000
const EVERY_MS = 60

/** Repeats `check` until it no longer throws and does not answer false; answers what it answered. */
export async function eventually(what, check, within = SOON_MS) {
  const end = performance.now() + within
  let last = new Error('it answered false')
  do {
    try {
      const answer = await check()
      if (answer !== false) return answer
    } catch (error) {
      last = error
    }
    await sleep(EVERY_MS)
  } while (performance.now() < end)
  throw new Error(`not within ${within} ms: ${what}\n${last.message}`, { cause: last })
}

/** Holds for `ms` on end: what must not happen did not happen. */
export async function never(what, check, ms) {
  const end = performance.now() + ms
  while (performance.now() < end) {
    if (await check()) throw new Error(`it happened: ${what}`)
    await sleep(EVERY_MS)
  }
}
