import type { Attachment, Id, Message } from '@baton/api'
import { ambient } from '../lib/ambient'
import { api, type Then } from '../lib/api'
import { problemOf, Unreachable } from '../lib/problem'
import { createStore, recall, remember } from '../lib/store'

/** A reply that the server has not confirmed. `queued`: sends itself when it can; `failed`: was refused, asks the writer. */
export interface Outgoing {
  client_id: string
  workspace: Id
  conversation: Id
  body: string
  /** What becomes of the conversation with it. */
  then?: Then
  /** What goes with it. */
  files?: Attachment[]
  state: 'queued' | 'sending' | 'failed'
  /** Why it was refused. */
  reason: string | null
  at: string
}

const KEY = 'baton.outbox'
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 20_000]

/** Keeps the order in which replies were written, over reloads and breaks of the connection, and each is stored once. */
export class Outbox {
  readonly items = createStore<readonly Outgoing[]>(
    recall<Outgoing[]>(KEY, []).map((item) =>
      item.state === 'sending' ? { ...item, state: 'queued' } : item,
    ),
  )
  #workspace: Id | null = null
  #onSent: (message: Message, item: Outgoing) => void = () => {}
  #onRefused: (item: Outgoing, error: unknown) => void = () => {}
  #busy = new Set<Id>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #attempt = 0

  /** Sends for one workspace from now on; null: holds everything back. */
  open(
    workspace: Id | null,
    on?: {
      sent: (message: Message, item: Outgoing) => void
      refused: (item: Outgoing, error: unknown) => void
    },
  ): void {
    this.#workspace = workspace
    if (on) {
      this.#onSent = on.sent
      this.#onRefused = on.refused
    }
    this.flush()
  }

  add(conversation: Id, body: string, then?: Then, files: Attachment[] = []): void {
    if (!this.#workspace) return
    const item: Outgoing = {
      client_id: ambient.id(),
      workspace: this.#workspace,
      conversation,
      body,
      ...(then ? { then } : {}),
      ...(files.length ? { files } : {}),
      state: 'queued',
      reason: null,
      at: new Date(ambient.now()).toISOString(),
    }
    this.#set([...this.items.get(), item])
    this.flush()
  }

  retry(clientId: string): void {
    this.#patch(clientId, { state: 'queued', reason: null })
    this.flush()
  }

  discard(clientId: string): Outgoing | undefined {
    const item = this.items.get().find((each) => each.client_id === clientId)
    this.#set(this.items.get().filter((each) => each.client_id !== clientId))
    return item
  }

  /** The message has arrived, by whatever way. */
  settled(message: Message): void {
    if (message.client_id) this.discard(message.client_id)
  }

  /** Tries everything that waits, now: the connection is back. */
  flush(): void {
    clearTimeout(this.#timer)
    const waiting = this.items
      .get()
      .filter((each) => each.state === 'queued' && each.workspace === this.#workspace)
    for (const id of new Set(waiting.map((each) => each.conversation))) void this.#send(id)
  }

  async #send(conversation: Id): Promise<void> {
    if (this.#busy.has(conversation)) return
    this.#busy.add(conversation)
    try {
      for (let item = this.#next(conversation); item; item = this.#next(conversation)) await this.#post(item)
      this.#attempt = 0
    } catch {
      const delay = RETRY_MS[Math.min(this.#attempt++, RETRY_MS.length - 1)]
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.flush(), delay)
    } finally {
      this.#busy.delete(conversation)
    }
  }

  /** The oldest that waits. One that failed does not hold back those after it: its writer decides about it. */
  #next(conversation: Id): Outgoing | undefined {
    return this.items
      .get()
      .find(
        (each) =>
          each.conversation === conversation && each.workspace === this.#workspace && each.state === 'queued',
      )
  }

  async #post(item: Outgoing): Promise<void> {
    this.#patch(item.client_id, { state: 'sending' })
    try {
      const files = item.files?.map((file) => file.id)
      const message = await api.reply(item.conversation, item.client_id, item.body, item.then, files)
      this.#onSent(message, item)
      this.discard(item.client_id)
    } catch (error) {
      if (isPassing(error)) {
        this.#patch(item.client_id, { state: 'queued' })
        throw error
      }
      const problem = problemOf(error)
      const reason = problem?.fields?.attachments ?? problem?.detail ?? null
      this.#patch(item.client_id, { state: 'failed', reason })
      this.#onRefused(item, error)
    }
  }

  #patch(clientId: string, change: Partial<Outgoing>): void {
    this.#set(this.items.get().map((each) => (each.client_id === clientId ? { ...each, ...change } : each)))
  }

  #set(items: readonly Outgoing[]): void {
    this.items.set(items)
    remember(KEY, items.length ? items : null)
  }
}

/** Errors that time heals: no connection, a session to renew, a server that is busy. */
function isPassing(error: unknown): boolean {
  const problem = problemOf(error)
  return (
    error instanceof Unreachable ||
    problem?.status === 401 ||
    problem?.status === 429 ||
    (problem?.status ?? 0) >= 500
  )
}

export const outbox = new Outbox()
