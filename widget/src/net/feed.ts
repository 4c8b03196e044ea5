import type { WidgetInit } from '@baton/api'
import type { Store } from '../state/store'
import type { Client } from './client'
import type { Sync } from './sync'

/** After a failed try to fetch the code. Some browsers never try again: then this is how often the server is asked. */
const RETRY_MS = 4_000

export interface Feed {
  /** Listens to the session's channel, and to no other. */
  follow(session: WidgetInit): void
  /** A call was not answered: finds out whether the socket still is. */
  doubt(): void
  close(): void
}

/** What arrives by itself. Its code comes after the panel: to be drawn, the panel needs no socket. */
export function createFeed(store: Store, client: Client, sync: Sync): Feed {
  let feed: Feed | undefined
  let session: WidgetInit | null = null
  const load = async () => {
    try {
      feed = (await import('./live')).openFeed(store, client, sync)
      if (session) feed.follow(session)
    } catch {
      if (session) store.dispatch({ type: 'link', link: await asked(sync) })
      setTimeout(load, RETRY_MS)
    }
  }
  void load()
  return {
    follow(next) {
      session = next
      feed?.follow(next)
    },
    doubt: () => feed?.doubt(),
    close() {
      session = null
      feed?.close()
    },
  }
}

const asked = (sync: Sync) =>
  sync.run().then(
    () => 'polling' as const,
    () => 'offline' as const,
  )
