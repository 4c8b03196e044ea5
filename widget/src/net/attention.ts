import type { Store } from '../state/store'
import type { Client } from './client'

/** At most one "typing" in this time. */
const TYPING_EVERY_MS = 2_000
/** Without a key for so long the visitor has stopped. */
const TYPING_ENDS_MS = 4_000
/** A person who stopped without saying so. */
const TYPING_EXPIRES_MS = 5_000
const READ_AFTER_MS = 400

export interface Attention {
  /** A key was pressed in the composer. */
  typed(): void
  /** The message was sent, or the field emptied. */
  stopped(): void
  /** Everything was in view until now: the panel is being closed. */
  seen(): void
  close(): void
}

/** Tells the other side what the visitor is doing: writing, and what has been read. Lost calls do no harm. */
export function createAttention(store: Store, client: Client, isOpen: () => boolean): Attention {
  let told = -TYPING_EVERY_MS
  let typing: ReturnType<typeof setTimeout> | undefined
  let reading: ReturnType<typeof setTimeout> | undefined
  let person: ReturnType<typeof setTimeout> | undefined
  const tell = (path: string, body: unknown) => void client.post(path, body).catch(() => {})

  const stopped = () => {
    if (!typing) return
    clearTimeout(typing)
    typing = undefined
    told = -TYPING_EVERY_MS
    tell('typing', { on: false })
  }
  const look = () => {
    reading = undefined
    if (isOpen()) seen()
  }
  const seen = () => {
    const seq = store.state.known
    if (document.hidden || seq <= store.state.read) return
    store.dispatch({ type: 'read_to', seq })
    tell('read', { seq })
  }
  const notice = () => {
    reading ??= setTimeout(look, READ_AFTER_MS)
  }
  const unsubscribe = store.subscribe((before) => {
    const { state } = store
    if (state.known > state.read) notice()
    if (state.typing && state.typing !== before.typing) {
      clearTimeout(person)
      person = setTimeout(() => store.dispatch({ type: 'typing_expired' }), TYPING_EXPIRES_MS)
    }
  })
  document.addEventListener('visibilitychange', notice)
  return {
    typed() {
      clearTimeout(typing)
      typing = setTimeout(stopped, TYPING_ENDS_MS)
      const now = performance.now()
      if (now - told < TYPING_EVERY_MS) return
      told = now
      tell('typing', { on: true })
    },
    stopped,
    seen,
    close() {
      unsubscribe()
      clearTimeout(typing)
      clearTimeout(reading)
      clearTimeout(person)
      document.removeEventListener('visibilitychange', notice)
    },
  }
}
