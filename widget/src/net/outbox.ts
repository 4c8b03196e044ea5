import type { WidgetMessage } from '@baton/api'
import { load, save } from '../lib/storage'
import { uuid } from '../lib/uuid'
import type { Draft } from '../state/state'
import type { Store } from '../state/store'
import { type Client, isPassing, Refusal } from './client'

/** A message as it lies on the device until the server has it. */
interface Kept {
  client_id: string
  body: string
  failed?: true
}

export interface Outbox {
  /** Keeps a message on the device, then sends it. */
  add(body: string): void
  /** Sends what is waiting, in order; safe to call at any time, in any number of tabs. */
  flush(): Promise<void>
  retry(clientId: string): void
  discard(clientId: string): void
  /** Forgets everything unsent. */
  clear(): void
  close(): void
}

const FIRST_MS = 1_000
const LONGEST_MS = 30_000

/** Writes first, sends second: what the visitor wrote survives a reload, a dead network and a closed laptop. */
export function createOutbox(key: string, store: Store, client: Client, random = Math.random): Outbox {
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let running = false
  let again = false

  const read = () => load<Kept[]>(key) ?? []
  const write = (kept: Kept[]) => save(key, kept.length ? kept : null)
  const status = (client_id: string, to: Draft['status']) =>
    store.dispatch({ type: 'draft_status', client_id, status: to })
  const show = () => {
    const shown = new Map(store.state.outbox.map((d) => [d.client_id, d.status]))
    const drafts = read().map(({ client_id, body, failed }) => ({
      client_id,
      body,
      status: failed ? ('failed' as const) : (shown.get(client_id) ?? 'waiting'),
    }))
    store.dispatch({ type: 'outbox', drafts })
  }
  const drop = (clientId: string) => write(read().filter((d) => d.client_id !== clientId))
  const later = (error: unknown) => {
    const asked = error instanceof Refusal ? (error.problem.retry_after ?? 0) * 1_000 : 0
    const backoff = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt++)
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), asked + backoff * (0.5 + random() / 2))
  }

  const drain = async () => {
    for (let next = first(); next; next = first()) {
      const { client_id, body } = next
      status(client_id, 'sending')
      try {
        const message = await client.repost<WidgetMessage>('messages', { client_id, body })
        attempt = 0
        drop(client_id)
        store.dispatch({ type: 'message', message })
      } catch (error) {
        if (isPassing(error)) {
          status(client_id, 'waiting')
          later(error)
          return
        }
        write(read().map((d) => (d.client_id === client_id ? { ...d, failed: true } : d)))
        status(client_id, 'failed')
      }
    }
  }
  const first = () => read().find((d) => !d.failed)

  const flush = async () => {
    again = true
    if (running) return
    running = true
    try {
      while (again) {
        again = false
        clearTimeout(timer)
        // One tab at a time; where there are no locks the server recognises the client id.
        if (navigator.locks) await navigator.locks.request(key, drain)
        else await drain()
      }
    } finally {
      running = false
    }
  }
  const online = () => {
    attempt = 0
    void flush()
  }
  const elsewhere = (event: StorageEvent) => {
    if (event.key === key) show()
  }
  addEventListener('online', online)
  addEventListener('storage', elsewhere)
  show()

  return {
    add(body) {
      write([...read(), { client_id: uuid(), body }])
      show()
      void flush()
    },
    flush,
    retry(clientId) {
      write(
        read().map(({ client_id, body, failed }) =>
          client_id === clientId || !failed ? { client_id, body } : { client_id, body, failed },
        ),
      )
      status(clientId, 'waiting')
      void flush()
    },
    discard(clientId) {
      drop(clientId)
      show()
    },
    clear() {
      write([])
      show()
    },
    close() {
      clearTimeout(timer)
      removeEventListener('online', online)
      removeEventListener('storage', elsewhere)
    },
  }
}
