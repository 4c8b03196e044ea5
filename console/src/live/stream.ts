import type { Conversation, Envelope, Id, Me, Signal } from '@baton/api'
import { type Authorisation, type Connection, connect, type Incoming, Sequencer } from '@baton/realtime'
import type { QueryClient } from '@tanstack/react-query'
import { ambient } from '../lib/ambient'
import { api } from '../lib/api'
import { whenLate } from '../lib/http'
import { keys } from '../lib/keys'
import { problemOf } from '../lib/problem'
import { createApplier } from './apply'
import { gap, health, retryAt } from './connection'
import { outbox } from './outbox'
import { forgetTurn, seedTurn, turns } from './turns'
import { countViewers, forgetViewers } from './viewers'

const SIGNALS = new Set<string>([
  'turn.started',
  'turn.stage',
  'turn.ended',
  'message.delta',
  'writing',
  'viewing',
  'read',
  'seen',
  'presence',
  'teammate',
])

/** What may be a matter of the reader's own. */
const CONCERNS = /^(note|baton|reply)|assigned|claimed|released|escalated|resolved/

/** Before the server is asked again for what was missed. */
const RETRY_MS = 2_000

/** Shows the row that a notice is about. */
export type OpenRow = (conversation: Id | null, lead: Id) => void

export interface Stream {
  /** Listens to the signals of one conversation; returns how to stop. */
  join(conversation: Id): () => void
  /** Is seen by the team before a conversation; returns how to leave it. */
  view(conversation: Id): () => void
  /** Asks the server for everything on the screen, and for what the stream missed. False: it did not answer. */
  refresh(): Promise<boolean>
  /** Tries to connect now. */
  reconnect(): void
  /** Somebody looks at a conversation: what was told of it is seen. */
  opened(conversation: Id): void
  close(): void
}

/** The one stream of a workspace: gapless events into the caches, signals into the stores. */
export function openStream(me: Me, client: QueryClient, onOpen: OpenRow): Stream {
  const channel = `private-workspace.${me.workspace.id}`
  const applier = createApplier(client, me.user.id)
  /** Fetched beside the first page, which waits for none of it. */
  const alerts = import('./alerts/alerts').then((m) => m.createAlerts(me, client, onOpen))
  /** Channels of what is on the screen, each with how to leave it. */
  const joined = new Map<string, () => void>()
  let connection: Connection
  /** The stream was whole once: what is fetched from then on had been missed. */
  let begun = false
  let breaks = 0

  const events = new Sequencer<Envelope>({
    start: me.event_seq,
    seq: (event) => event.seq,
    fetch: async (after) => {
      const page = await api.events(after)
      return { items: page.items, has_more: page.has_more, latest: page.latest_seq }
    },
    deliver: (event, fetched) => {
      applier.event(event)
      // Where WebSocket is blocked everything is fetched, and nothing was missed.
      if (fetched && begun && health.get() !== 'polling')
        gap.set((known) => ({ ...known, fetched: known.fetched + 1 }))
      if (CONCERNS.test(event.type))
        void import('./notices').then(({ notice }) =>
          notice(client, me.user.id, event, (id) => onOpen(id, id)),
        )
      if (event.type === 'lead.captured' || event.type === 'conversation.escalated')
        void alerts.then((a) => a.event(event))
    },
    onMissed: (missing) => gap.set((known) => (known.missing === missing ? known : { ...known, missing })),
    onRestart: () => void restart(),
  })

  /** The server went back in time (a restored backup): what is shown is void. */
  const restart = async () => {
    const { event_seq } = await api.session()
    events.reset(event_seq)
    await client.invalidateQueries()
  }

  const heard = ({ event, data }: Incoming) => {
    if (event.startsWith('alert.')) void alerts.then((a) => a.signal({ type: event, data } as Signal))
    else if (SIGNALS.has(event)) applier.signal({ type: event, data } as Signal)
    else if (isEnvelope(data)) events.push(data)
  }

  /** Signals are not repeated: after a break only the server knows how far the answer is. */
  const afresh = async (conversation: Id) => {
    const shown = turns.get().get(conversation)?.id
    await client.invalidateQueries({ queryKey: keys.conversation(conversation) })
    // An answer that is the same as before draws nothing anew. What is shown stays until then, or it would flicker.
    const turn = client.getQueryData<Conversation>(keys.conversation(conversation))?.turn
    if (turn?.text) seedTurn(conversation, turn)
    else if (!turn && turns.get().get(conversation)?.id === shown) forgetTurn(conversation)
  }

  let retry: ReturnType<typeof setTimeout> | undefined
  /** What came since the last break is not known yet, whether or not all channels stand: nothing is live until it is. */
  let isBehind = false
  let asking = 0
  const catchUp = async () => {
    clearTimeout(retry)
    isBehind = true
    if (health.get() === 'live') health.set('catching')
    asking++
    const answered = await events.sync()
    asking--
    begun ||= answered
    isBehind &&= !answered
    void whoLooks()
    if (health.get() === 'catching') {
      if (answered) health.set('live')
      // The stream is back and the server is not.
      else if (!asking) retry = setTimeout(catchUp, RETRY_MS)
    }
    outbox.flush()
    // Signals are not repeated: who came, went or read before this is known to the server only.
    applier.refetch(keys.lists)
  }

  /** Who looks at what was told when they came; who listens only now asks. What is not answered is asked after the next break. */
  const whoLooks = async () => {
    const before = breaks
    const { teamApi } = await import('../lib/team')
    const team = await teamApi.teammates().catch(() => null)
    if (team && before === breaks) countViewers(team.items)
  }

  const hear = (name: string) => {
    joined.set(name, connection.subscribe(name, heardSignal))
    return () => {
      joined.get(name)?.()
      joined.delete(name)
    }
  }

  const open = () => {
    connection = connect({
      url: location.origin,
      key: me.realtime.key,
      path: me.realtime.path,
      authorise,
      onState: (state) => {
        const isCatching = state === 'live' && isBehind
        health.set(isCatching ? 'catching' : state)
        if (isCatching && !asking) void catchUp()
        if (state !== 'live') {
          breaks++
          forgetViewers()
        }
        if (state === 'live' || state === 'polling') outbox.flush()
      },
      onRetry: (delay) => retryAt.set(delay === null ? null : ambient.now() + delay),
      onCatchUp: (name) => {
        if (name === channel) void catchUp()
        else if (name.startsWith('presence-workspace')) applier.refetch(['teammates'])
        else if (name.startsWith('private-')) void afresh(name.replace('private-conversation.', ''))
      },
      poll: async () => {
        const answered = await events.sync()
        // No signal comes this way: whether the visitor is there and what they have read is asked for.
        if (answered) applier.refetch(['conversation'])
        return answered
      },
      onDenied: (name) => {
        if (name === channel) void client.invalidateQueries({ queryKey: keys.session })
      },
    })
    connection.subscribe(channel, heard)
    // Being there is all that is told here: who takes conversations is who has the console open.
    connection.subscribe(`presence-workspace.${me.workspace.id}`, () => {})
    for (const name of joined.keys()) hear(name)
  }

  /** On a conversation's channel only signals matter here: its events come gapless over the workspace. */
  const heardSignal = (incoming: Incoming) => {
    if (SIGNALS.has(incoming.event)) heard(incoming)
  }

  open()
  whenLate(() => connection.doubt())
  return {
    opened(id) {
      void alerts.then((a) => a.opened(id))
    },
    join: (id) => hear(`private-conversation.${id}`),
    view: (id) => hear(`presence-conversation.${id}`),
    async refresh() {
      const [answered] = await Promise.all([
        events.sync(),
        client.invalidateQueries({ refetchType: 'active' }),
      ])
      outbox.flush()
      return answered
    },
    reconnect() {
      connection.close()
      health.set('connecting')
      open()
    },
    close() {
      clearTimeout(retry)
      connection.close()
      void alerts.then((a) => a.stop())
      events.stop()
      applier.stop()
      health.set('first')
      retryAt.set(null)
      gap.set({ missing: 0, fetched: 0 })
      forgetViewers()
    },
  }
}

async function authorise(socketId: string, channel: string): Promise<Authorisation | null> {
  try {
    return await api.authorise(socketId, channel)
  } catch (error) {
    const status = problemOf(error)?.status
    if (status === 401 || status === 403) return null
    throw error
  }
}

function isEnvelope(data: unknown): data is Envelope {
  return typeof data === 'object' && data !== null && 'seq' in data && 'workspace_id' in data
}
