import { hashKey, type Query, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { problemOf } from '../lib/problem'

/** Between two questions for the same, however much happens. */
const SETTLE_MS = 800
const RETRY_MS = 2_000
const LONGEST_RETRY_MS = 30_000

const isFirstLoad = (query: Query) => query.state.data === undefined

export interface Refetching {
  /** Asks the server again, once, however often this is called before. */
  soon(queryKey: QueryKey, delay?: number): void
  stop(): void
}

/**
 * Keeps what is on the screen true: asks again for what has changed, and goes on asking for what could not be answered, also
 * when somebody else had asked. What the server refused is not asked again.
 */
export function createRefetching(client: QueryClient, random: () => number = Math.random): Refetching {
  const due = new Map<string, ReturnType<typeof setTimeout>>()
  const failures = new Map<string, number>()

  const soon = (queryKey: QueryKey, delay = SETTLE_MS) => {
    const name = hashKey(queryKey)
    if (due.has(name)) return
    const ask = () => {
      due.delete(name)
      // A first load cannot be begun anew: its answer may be older than this wish, so that it is asked for after it.
      if (client.isFetching({ queryKey, predicate: isFirstLoad })) soon(queryKey, delay)
      else void client.invalidateQueries({ queryKey })
    }
    due.set(name, setTimeout(ask, delay))
  }

  const unsubscribe = client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return
    const { queryKey, queryHash } = event.query
    if (event.action.type === 'success') failures.delete(queryHash)
    if (event.action.type !== 'error' || !event.query.isActive()) return
    if ((problemOf(event.action.error)?.status ?? 500) < 500) return
    const failed = failures.get(queryHash) ?? 0
    failures.set(queryHash, failed + 1)
    soon(queryKey, RETRY_MS + random() * Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** failed))
  })

  return {
    soon,
    stop() {
      unsubscribe()
      for (const timer of due.values()) clearTimeout(timer)
      due.clear()
    },
  }
}
