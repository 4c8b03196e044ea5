import type { Id, LeadSource, Thumb, WidgetBaton, WidgetWait } from '@baton/api'
import type { LeadBody } from '../lead/payload'
import { refusals } from '../lead/refusals'
import { uuid } from '../lib/uuid'
import type { Bridge, RuleOf } from '../loader/bridge'
import { createAttention } from '../net/attention'
import { type Client, createClient, Refusal } from '../net/client'
import { createFeed } from '../net/feed'
import { createOutbox } from '../net/outbox'
import { createSync } from '../net/sync'
import { createStore, type Store } from '../state/store'
import { begin, type Memory, memory } from './memory'

/** What the visitor can do. */
export interface Chat {
  readonly store: Store
  readonly root: ShadowRoot
  send(body: string): void
  retry(clientId: string): void
  discard(clientId: string): void
  typed(): void
  stopped(): void
  askForPerson(): void
  stay(): void
  /** How the wait for a person stands. */
  wait(): Promise<WidgetWait>
  /** `by`: the rule that led to it. */
  openForm(source: LeadSource, by?: RuleOf): void
  closeForm(): void
  /** The form's own code did not load. */
  formFailed(): void
  submit(lead: LeadBody): void
  /** What the visitor says of an answer; null takes it back. */
  rate(seq: number, thumb: Thumb | null, comment?: string): void
  /** Where a file can be fetched for some minutes. */
  fileUrl(id: Id): Promise<string>
  clear(): void
  forget(): void
  close(): void
  shown(open: boolean): void
  readonly memory: Memory
}

const ignore = () => {}

/** Wires store, server and device together. */
export function createChat(bridge: Bridge): Chat {
  const store = createStore()
  const kept = memory(bridge.assistant)
  const client: Client = createClient({
    url: bridge.url,
    boot: bridge.boot,
    session: bridge.session,
    onSession: (session) => {
      store.dispatch(begin(session, kept))
      feed.follow(session)
    },
    onLate: () => feed.doubt(),
  })
  const sync = createSync(store, client)
  const feed = createFeed(store, client, sync)
  const outbox = createOutbox(kept.outboxKey, store, client)
  const attention = createAttention(store, client, bridge.isOpen)
  if (bridge.session) {
    store.dispatch(begin(bridge.session, kept))
    feed.follow(bridge.session)
  }
  void outbox.flush()
  // The session may be older than the panel by the time that it took to load it.
  void sync.run().catch(() => {})
  void import('../net/trail').then(({ follow }) => follow(client)).catch(ignore)

  let led: RuleOf | undefined
  let isAsked = false

  /** Does something that shows its own failure. */
  const act = async (deed: () => Promise<void>) => {
    try {
      await deed()
      store.dispatch({ type: 'failed', failed: false })
    } catch {
      store.dispatch({ type: 'failed', failed: true })
    }
  }
  const pass = (path: string) =>
    act(async () => {
      const { baton } = await client.post<{ baton: WidgetBaton }>(path, {})
      store.dispatch({ type: 'baton', baton })
    })

  const openForm = (source: LeadSource, by?: RuleOf) => {
    led = by
    store.dispatch({ type: 'form_opened', source, email: bridge.traits.email ?? '' })
  }

  return {
    store,
    root: bridge.root,
    memory: kept,
    send(body) {
      attention.stopped()
      outbox.add(body)
    },
    retry: outbox.retry,
    discard: outbox.discard,
    typed: attention.typed,
    stopped: attention.stopped,
    askForPerson: () => void pass('request-human'),
    stay: () => void pass('stay'),
    wait: () => client.get<WidgetWait>('wait'),
    openForm,
    closeForm: () => store.dispatch({ type: 'form_closed' }),
    formFailed() {
      store.dispatch({ type: 'form_closed' })
      store.dispatch({ type: 'failed', failed: true })
    },
    async submit(lead) {
      store.dispatch({ type: 'form_sending' })
      // The same try keeps its id, so that a lost answer does not make two leads.
      kept.lead ??= uuid()
      try {
        await client.post('leads', { client_id: kept.lead, ...led, ...lead })
        kept.lead = null
        store.dispatch({ type: 'form_sent', email: lead.email ?? '' })
      } catch (error) {
        const problem = error instanceof Refusal ? error.problem : null
        store.dispatch({ type: 'form_refused', errors: refusals(problem) })
      }
    },
    fileUrl: async (id) => bridge.url((await client.get<{ path: string }>(`files/${id}`)).path.slice(1)),
    rate: (seq, thumb, comment) =>
      void act(async () => void (await client.post('ratings', { seq, thumb, comment }))),
    clear: () =>
      void act(async () => {
        await client.post('clear', {})
        store.dispatch({ type: 'cleared' })
      }),
    forget: () =>
      void act(async () => {
        await client.remove('me')
        outbox.clear()
        kept.forget(store.state.conversation)
        client.reset()
        feed.close()
        store.dispatch({ type: 'forgotten' })
        bridge.close()
      }),
    close: bridge.close,
    shown(open) {
      if (!open) attention.seen()
      store.dispatch({ type: open ? 'opened' : 'closed' })
      if (!open) return
      const { assistant, messages, form } = store.state
      // Before the first message, where the shop wants it: once, and who would rather not goes on without.
      if (assistant?.form_first && !isAsked && !messages.length && !form) openForm('form')
      isAsked = true
      // After "forget me" the next opening is a first visit.
      void act(async () => void (await client.session()))
      if (store.state.link !== 'live') void sync.run().catch(() => {})
    },
  }
}
