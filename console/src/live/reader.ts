import type { Conversation, Id } from '@baton/api'
import type { QueryClient } from '@tanstack/react-query'
import { api } from '../lib/api'
import { keys } from '../lib/keys'
import { problemOf } from '../lib/problem'
import { findConversation, putConversation } from './cache'

const RETRY_MS = 2_000
const LONGEST_RETRY_MS = 30_000

/** Marks what somebody has seen as read: here at once, and at the server as soon as that can be told. */
export class Reader {
  readonly #client: QueryClient
  readonly #me: Id
  /** By conversation: the last message that was seen. */
  readonly #seen = new Map<Id, number>()

  constructor(client: QueryClient, me: Id) {
    this.#client = client
    this.#me = me
  }

  see(conversation: Conversation): void {
    const { id, unread, last_seq } = conversation
    if (!unread) return
    // Also when it was told before: an answer that is older may have come since.
    putConversation(this.#client, { ...conversation, unread: 0 }, this.#me)
    if ((this.#seen.get(id) ?? 0) >= last_seq) return
    this.#seen.set(id, last_seq)
    void this.#tell(id, last_seq, 0)
  }

  async #tell(id: Id, seq: number, failures: number): Promise<void> {
    // What was seen later has been told, or will be.
    if (this.#seen.get(id) !== seq) return
    try {
      await api.read(id, seq)
      this.#told(id)
    } catch (error) {
      if ((problemOf(error)?.status ?? 500) < 500) this.#seen.delete(id)
      else
        setTimeout(
          () => void this.#tell(id, seq, failures + 1),
          Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** failures),
        )
    }
  }

  /** What was asked for before the server knew may have come since, or be on its way: it is asked for again. */
  #told(id: Id): void {
    const stale = Boolean(findConversation(this.#client, id)?.unread)
    for (const queryKey of [keys.lists, keys.conversation(id)])
      if (stale || this.#client.isFetching({ queryKey })) void this.#client.invalidateQueries({ queryKey })
  }
}
