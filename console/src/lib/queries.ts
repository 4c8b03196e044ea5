import type { Conversation, Envelope, Id, Message, QueueTarget } from '@baton/api'
import { infiniteQueryOptions, keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { api, type Slice } from './api'
import { type ConversationFilter, compare, type LeadFilter } from './filters'
import { isNewer, knownConversations, mergeBySeq, newest } from './fresh'
import { call } from './http'
import { keys } from './keys'
import { problemOf } from './problem'

const FIRST_PAGE = 50

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: api.session,
  staleTime: Infinity,
  retry: retryUnlessRefused,
})
export const setupQuery = queryOptions({
  queryKey: keys.setup,
  queryFn: api.setupNeeded,
  staleTime: Infinity,
  retry: retryUnlessRefused,
})
export const countsQuery = queryOptions({ queryKey: keys.counts, queryFn: api.counts })
export const QUEUE = '/api/v1/queue'
/** The target by which the waiting list is grouped. */
export const queueQuery = queryOptions({ queryKey: ['queue'], queryFn: () => call<QueueTarget>(QUEUE) })
export const assistantsQuery = queryOptions({
  queryKey: keys.assistants,
  queryFn: api.assistants,
  staleTime: 300_000,
})

export const listQuery = (filter: ConversationFilter) =>
  infiniteQueryOptions({
    queryKey: keys.list(filter),
    queryFn: async ({ client, pageParam, signal }) => {
      const page = await api.conversations(filter, pageParam, signal)
      const known = knownConversations(client)
      const items = page.items.map((row) => {
        const other = known.get(row.id)
        return other && isNewer(other, row) ? { ...other, match: row.match ?? null } : row
      })
      // What is newer here stands where it belongs now; a search has an order of its own.
      if (!filter.q) items.sort((a, b) => compare(filter.sort, a, b))
      return { ...page, items }
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  })

export const conversationQuery = (id: Id) =>
  queryOptions({
    queryKey: keys.conversation(id),
    queryFn: async ({ client }) => {
      const next = await api.conversation(id)
      const known = client.getQueryData<Conversation>(keys.conversation(id))
      return known ? newest(known, next) : next
    },
    retry: retryUnlessRefused,
  })

/** The newest messages; asked again, it fetches only what has come since. */
export const messagesQuery = (id: Id) =>
  queryOptions({
    queryKey: keys.messages(id),
    queryFn: async ({ client }): Promise<Slice<Message>> => {
      const known = client.getQueryData<Slice<Message>>(keys.messages(id))
      if (!known?.items.length) return api.messages(id, { limit: FIRST_PAGE })
      const items = [...known.items]
      let page: Slice<Message>
      do {
        page = await api.messages(id, { after: items.at(-1)?.seq ?? 0, limit: 100 })
        items.push(...page.items)
      } while (page.has_more && page.items.length)
      const now = client.getQueryData<Slice<Message>>(keys.messages(id)) ?? known
      return { items: mergeBySeq(items, now.items), has_more: now.has_more }
    },
    retry: retryUnlessRefused,
  })

/** The whole timeline; asked again, it fetches only what has come since. */
export const timelineQuery = (id: Id) =>
  queryOptions({
    queryKey: keys.timeline(id),
    queryFn: async ({ client }) => {
      const events = [...(client.getQueryData<Envelope[]>(keys.timeline(id)) ?? [])]
      let page: Slice<Envelope>
      do {
        page = await api.timeline(id, events.at(-1)?.seq ?? 0)
        events.push(...page.items)
      } while (page.has_more && page.items.length)
      return mergeBySeq(events, client.getQueryData<Envelope[]>(keys.timeline(id)) ?? [])
    },
    retry: retryUnlessRefused,
  })

export const traceQuery = (id: Id, turn: Id) =>
  queryOptions({
    queryKey: keys.trace(id, turn),
    queryFn: () => api.trace(id, turn),
    staleTime: Infinity,
    retry: retryUnlessRefused,
  })

export const contactQuery = (id: Id) =>
  queryOptions({ queryKey: keys.contact(id), queryFn: () => api.contact(id) })
export const contactConversationsQuery = (id: Id) =>
  queryOptions({ queryKey: keys.contactConversations(id), queryFn: () => api.contactConversations(id) })

export const leadsQuery = (filter: LeadFilter) =>
  infiniteQueryOptions({
    queryKey: keys.leads(filter),
    queryFn: ({ pageParam, signal }) => api.leads(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: 'always',
  })

export const sourcesQuery = (assistant: Id | undefined) =>
  queryOptions({ queryKey: keys.sources(assistant), queryFn: () => api.sources(assistant) })
export const sourceQuery = (id: Id) =>
  queryOptions({ queryKey: keys.source(id), queryFn: () => api.source(id) })

/** The person who is signed in. Only where the shell has made sure that there is one. */
export function useMe() {
  const { data } = useQuery(sessionQuery)
  if (!data) throw new Error('Nobody is signed in.')
  return data
}

/** A refusal will be one again; a failure may pass. */
export function retryUnlessRefused(failures: number, error: Error): boolean {
  const status = problemOf(error)?.status ?? 500
  return status >= 500 && failures < 2
}
