// The console's own live code without its screens: what its queries, its stream and its outbox hold is what it would show.
import { InfiniteQueryObserver, QueryObserver } from '@tanstack/react-query'
import { api } from '../../../console/src/lib/api'
import { createClient } from '../../../console/src/lib/client'
import { keys } from '../../../console/src/lib/keys'
import {
  conversationQuery,
  countsQuery,
  listQuery,
  messagesQuery,
  sessionQuery,
  timelineQuery,
} from '../../../console/src/lib/queries'
import { command } from '../../../console/src/live/command'
import { health } from '../../../console/src/live/connection'
import { goLive } from '../../../console/src/live/go-live'
import { outbox } from '../../../console/src/live/outbox'
import { Reader } from '../../../console/src/live/reader'
import { seedTurn, turns } from '../../../console/src/live/turns'

/** What the inbox loads: its tabs. */
const FILTERS = [
  { view: 'all', sort: 'newest' },
  { view: 'waiting', sort: 'longest_wait' },
  { view: 'mine', sort: 'newest' },
]

/** Opens the inbox with one conversation beside it. */
export async function open(conversation) {
  const client = createClient()
  client.mount()
  const me = await client.fetchQuery(sessionQuery)
  const stream = goLive(me, client, () => {})
  const observe = (observer) => observer.subscribe(() => {})
  const ends = FILTERS.map((filter) => observe(new InfiniteQueryObserver(client, listQuery(filter))))
  ends.push(observe(new QueryObserver(client, countsQuery)))
  const thread = new QueryObserver(client, conversationQuery(conversation))
  ends.push(
    thread.subscribe(({ data }) => {
      if (data?.turn?.text) seedTurn(conversation, data.turn)
    }),
    observe(new QueryObserver(client, messagesQuery(conversation))),
    observe(new QueryObserver(client, timelineQuery(conversation))),
    stream.join(conversation),
  )
  /** As the buttons do: where it failed nobody knows whether it happened, and the server is asked. */
  const run = (ask) =>
    command(client, me.user.id, conversation, ask).catch((error) => {
      void client.invalidateQueries({ queryKey: keys.conversation(conversation) })
      void client.invalidateQueries({ queryKey: keys.lists })
      throw error
    })
  const reader = new Reader(client, me.user.id)
  const current = () => client.getQueryData(keys.conversation(conversation))

  return {
    filters: FILTERS,
    claim: () => run(() => api.claim(conversation)),
    takeOver: () => run(() => api.claim(conversation, true)),
    release: () => run(() => api.release(conversation)),
    resolve: () => run(() => api.resolve(conversation)),
    reopen: () => run(() => api.reopen(conversation)),
    tag: (name) => run(() => api.addTag(conversation, name)),
    untag: (name) => run(() => api.removeTag(conversation, name)),
    reply: async (body) => outbox.add(conversation, body),
    read: async () => {
      const shown = current()
      if (shown) reader.see(shown)
    },
    /** Everything that would be on the screen. */
    shown() {
      const lists = FILTERS.map(
        (filter) => client.getQueryData(keys.list(filter))?.pages.flatMap((page) => page.items) ?? null,
      )
      return {
        health: health.get(),
        outbox: outbox.items.get().map(({ body, state }) => `${state}: ${body}`),
        turns: [...turns.get().values()].filter((turn) => turn.text),
        lists,
        counts: client.getQueryData(keys.counts) ?? null,
        conversation: current() ?? null,
        messages: client.getQueryData(keys.messages(conversation))?.items ?? null,
        timeline: client.getQueryData(keys.timeline(conversation)) ?? null,
      }
    },
    close() {
      for (const end of ends) end()
      stream.close()
      client.unmount()
      client.clear()
    },
  }
}
