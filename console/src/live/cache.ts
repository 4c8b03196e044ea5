import type { Contact, Conversation, Envelope, Id, KnowledgeSource, Lead, Message } from '@baton/api'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { LeadPage, Slice } from '../lib/api'
import type { ConversationFilter } from '../lib/filters'
import { newest } from '../lib/fresh'
import { keys } from '../lib/keys'
import { type ListData, place } from './lists'

/** The conversation as known now, from wherever it is loaded. */
export function findConversation(client: QueryClient, id: Id): Conversation | undefined {
  const open = client.getQueryData<Conversation>(keys.conversation(id))
  if (open) return open
  for (const [, list] of client.getQueriesData<ListData>({ queryKey: keys.lists }))
    for (const page of list?.pages ?? []) {
      const row = page.items.find((each) => each.id === id)
      if (row) return row
    }
  return undefined
}

/** Shows a conversation as it is now, everywhere that it appears; not what was overtaken on its way here. */
export function putConversation(client: QueryClient, answer: Conversation, me: Id): void {
  const known = findConversation(client, answer.id)
  const conversation = known ? newest(known, answer) : answer
  if (conversation === known) return
  client.setQueryData<Conversation>(keys.conversation(conversation.id), (known) =>
    known ? conversation : undefined,
  )
  for (const [key, list] of client.getQueriesData<ListData>({ queryKey: keys.lists })) {
    if (list) client.setQueryData<ListData>(key, place(list, key[1] as ConversationFilter, conversation, me))
  }
  client.setQueriesData<{ items: Conversation[] }>(
    { queryKey: ['contact-conversations'] },
    (data) =>
      data && { items: data.items.map((each) => (each.id === conversation.id ? conversation : each)) },
  )
  client.setQueriesData<ListData>(
    { queryKey: keys.log },
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({
          ...page,
          items: page.items.map((row) => (row.id === conversation.id ? { ...row, ...conversation } : row)),
        })),
      },
  )
  patchLeads(client, (lead) =>
    lead.conversation_id === conversation.id
      ? {
          ...lead,
          baton: conversation.baton,
          contact: conversation.contact,
          status: conversation.lead?.status ?? lead.status,
        }
      : lead,
  )
}

/** Takes deleted conversations away from wherever they are shown; what is open of one is asked for, and is gone. */
export function dropConversations(client: QueryClient, ids: ReadonlySet<Id>): void {
  for (const queryKey of [keys.lists, keys.log])
    client.setQueriesData<ListData>({ queryKey }, (list) =>
      list?.pages.some((page) => page.items.some((row) => ids.has(row.id)))
        ? {
            ...list,
            pages: list.pages.map((page) => ({
              ...page,
              items: page.items.filter((row) => !ids.has(row.id)),
            })),
          }
        : list,
    )
  for (const id of ids) {
    for (const queryKey of [keys.messages(id), keys.timeline(id)]) client.removeQueries({ queryKey })
    void client.resetQueries({ queryKey: keys.conversation(id) })
  }
}

export function patchLeads(client: QueryClient, change: (lead: Lead) => Lead): void {
  client.setQueriesData<InfiniteData<LeadPage>>({ queryKey: keys.allLeads }, (data) => {
    if (!data) return data
    let changed = false
    const pages = data.pages.map((page) => {
      const items = page.items.map((lead) => {
        const next = change(lead)
        changed ||= next !== lead
        return next
      })
      return { ...page, items }
    })
    return changed ? { ...data, pages } : data
  })
}

/** Adds a message to an open thread; a hole before it is filled by asking the server. */
export function addMessage(client: QueryClient, message: Message): void {
  const key = keys.messages(message.conversation_id)
  const thread = client.getQueryData<Slice<Message>>(key)
  if (!thread) return
  const last = thread.items.at(-1)?.seq ?? 0
  if (message.seq <= last) return
  if (message.seq > last + 1) void client.invalidateQueries({ queryKey: key })
  else client.setQueryData<Slice<Message>>(key, { ...thread, items: [...thread.items, message] })
}

/** Shows a message as it reads now, where it is shown; not what was overtaken on its way here. */
export function replaceMessage(client: QueryClient, message: Message): void {
  const change = (known: Message) =>
    known.seq === message.seq && (message.edited_at ?? '') > (known.edited_at ?? '') ? message : known
  client.setQueryData<Slice<Message>>(
    keys.messages(message.conversation_id),
    (thread) => thread && { ...thread, items: thread.items.map(change) },
  )
}

/** Adds an event to the timeline of an open thread. */
export function addToTimeline(client: QueryClient, event: Envelope): void {
  if (!event.conversation_id || event.type === 'message.created') return
  client.setQueryData<Envelope[]>(keys.timeline(event.conversation_id), (events) =>
    events && (events.at(-1)?.seq ?? 0) < event.seq ? [...events, event] : events,
  )
}

/** Whether a contact is online, wherever the contact is shown. */
export function putPresence(client: QueryClient, contactId: Id, online: boolean): void {
  const change = (row: Conversation): Conversation =>
    row.contact.id === contactId ? { ...row, contact: { ...row.contact, online } } : row
  client.setQueriesData<ListData>({ queryKey: keys.lists }, (list) =>
    list?.pages.some((page) =>
      page.items.some((row) => row.contact.id === contactId && row.contact.online !== online),
    )
      ? { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.map(change) })) }
      : list,
  )
  client.setQueriesData<Conversation>({ queryKey: ['conversation'] }, (open) => open && change(open))
  client.setQueryData<Contact>(keys.contact(contactId), (contact) => contact && { ...contact, online })
  patchLeads(client, (lead) =>
    lead.contact.id === contactId ? { ...lead, contact: { ...lead.contact, online } } : lead,
  )
}

export function putSourceStatus(client: QueryClient, id: Id, status: KnowledgeSource['status']): void {
  client.setQueriesData<{ items: KnowledgeSource[] }>(
    { queryKey: keys.allSources },
    (data) =>
      data && { items: data.items.map((source) => (source.id === id ? { ...source, status } : source)) },
  )
}
