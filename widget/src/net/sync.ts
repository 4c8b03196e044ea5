import type { WidgetCatchUp } from '@baton/api'
import { hasGap } from '../state/messages'
import type { Store } from '../state/store'
import type { Client } from './client'

/** Time for a message that overtook another to be joined by it. */
const GRACE_MS = 150
const RETRY_MS = 2_000
/** An answer that stands still for so long has lost its signals. */
const STALE_MS = 12_000

export interface Sync {
  /** Fetches everything after the last known message; concurrent calls share one run. */
  run(): Promise<void>
  close(): void
}

/** Push is a hint: this is what makes the transcript complete. */
export function createSync(store: Store, client: Client): Sync {
  let flight: Promise<void> | undefined
  let again = false
  let gap: ReturnType<typeof setTimeout> | undefined
  let stale: ReturnType<typeof setTimeout> | undefined

  const fetchAll = async () => {
    while (again) {
      again = false
      const { conversation, known, live } = store.state
      const answer = await client.get<WidgetCatchUp>(`messages?after=${known}`)
      // Renewed into another conversation meanwhile: this answer is to a question that no longer stands.
      if (store.state.conversation !== conversation) again = true
      else store.dispatch({ type: 'caught_up', answer, live_before: live?.id ?? null })
      again ||= answer.has_more && answer.items.length > 0
    }
  }
  const run = () => {
    again = true
    flight ??= fetchAll().finally(() => {
      flight = undefined
    })
    return flight
  }
  const fill = (delay: number) => {
    gap ??= setTimeout(async () => {
      const failed =
        hasGap(store.state) &&
        (await run().then(
          () => false,
          () => true,
        ))
      gap = undefined
      if (failed) fill(RETRY_MS)
    }, delay)
  }
  const unsubscribe = store.subscribe((before) => {
    const { state } = store
    if (hasGap(state)) fill(GRACE_MS)
    if (state.live === before.live) return
    clearTimeout(stale)
    if (state.live) stale = setTimeout(() => void run().catch(() => {}), STALE_MS)
  })
  return {
    run,
    close() {
      unsubscribe()
      clearTimeout(gap)
      clearTimeout(stale)
    },
  }
}
