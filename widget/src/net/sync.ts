import type { WidgetCatchUp } from '@baton/api'
import { hasGap } from '../state/messages'
import type { Store } from '../state/store'
import { type Client, isPassing } from './client'

/** Time for a message that overtook another to be joined by it. */
const GRACE_MS = 150
const RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000
/** An answer that stands still for so long has lost its signals. */
const STALE_MS = 12_000

export interface Sync {
  /**
   * Fetches everything after the last known message; concurrent calls share one run. Where the network fails it is rejected,
   * and asked again later all the same.
   */
  run(): Promise<void>
  close(): void
}

/** Push is a hint: this is what makes the transcript complete. */
export function createSync(store: Store, client: Client, random = Math.random): Sync {
  let flight: Promise<void> | undefined
  let again = false
  let closed = false
  /** Asked, and not answered yet. */
  let owes = false
  let failures = 0
  let due: ReturnType<typeof setTimeout> | undefined
  let stale: ReturnType<typeof setTimeout> | undefined

  const fetchAll = async () => {
    try {
      while (again) {
        again = false
        const { conversation, known, live } = store.state
        const answer = await client.get<WidgetCatchUp>(`messages?after=${known}`)
        // Renewed into another conversation meanwhile: this answer is to a question that no longer stands.
        if (store.state.conversation !== conversation) again = true
        else store.dispatch({ type: 'caught_up', answer, live_before: live?.id ?? null })
        again ||= answer.has_more && answer.items.length > 0
      }
      failures = 0
      owes = false
    } catch (error) {
      owes = isPassing(error) && !closed
      if (owes) later(GRACE_MS + random() * Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** failures++))
      throw error
    } finally {
      flight = undefined
    }
  }
  const run = () => {
    again = true
    flight ??= fetchAll()
    return flight
  }
  const quietly = () => void run().catch(() => {})
  const later = (delay: number) => {
    due ??= setTimeout(() => {
      due = undefined
      if (owes || hasGap(store.state)) quietly()
    }, delay)
  }
  const unsubscribe = store.subscribe((before) => {
    const { state } = store
    if (hasGap(state)) later(GRACE_MS)
    if (state.live === before.live) return
    clearTimeout(stale)
    if (state.live) stale = setTimeout(quietly, STALE_MS)
  })
  return {
    run,
    close() {
      closed = true
      unsubscribe()
      clearTimeout(due)
      clearTimeout(stale)
    },
  }
}
