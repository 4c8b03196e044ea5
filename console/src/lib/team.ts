import type { CannedReply, Conversation, Id, Me, Note, Teammate } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from './http'

const V1 = '/api/v1'
const canned = `${V1}/canned-replies`

/** The routes of working together; loaded with the parts that call them. */
export const teamApi = {
  teammates: () => call<{ items: Teammate[] }>(`${V1}/teammates`),
  setAvailable: (available: boolean) =>
    call<void>(`${V1}/availability`, { method: 'POST', body: { available } }),
  addNote: (id: Id, body: { client_id: string; body: string; mentions: Id[] }) =>
    call<Note>(`${V1}/conversations/${id}/notes`, { method: 'POST', body }),
  assign: (id: Id, user_id: Id | null) =>
    call<Conversation>(`${V1}/conversations/${id}/assign`, { method: 'POST', body: { user_id } }),
  transfer: (id: Id, user_id: Id, note: string) =>
    call<Conversation>(`${V1}/conversations/${id}/transfer`, { method: 'POST', body: { user_id, note } }),
  canned: () => call<{ items: CannedReply[] }>(canned),
  createCanned: (body: { shortcut: string; body: string; shared: boolean }) =>
    call<CannedReply>(canned, { method: 'POST', body }),
  updateCanned: (id: Id, body: { shortcut: string; body: string; shared: boolean }) =>
    call<CannedReply>(`${canned}/${id}`, { method: 'PATCH', body }),
  deleteCanned: (id: Id) => call<void>(`${canned}/${id}`, { method: 'DELETE' }),
  orderCanned: (ids: Id[]) =>
    call<{ items: CannedReply[] }>(`${canned}/order`, { method: 'POST', body: { ids } }),
}

export const teammatesQuery = queryOptions({
  queryKey: ['teammates'],
  queryFn: teamApi.teammates,
  staleTime: 30_000,
})
export const cannedQuery = queryOptions({
  queryKey: ['canned-replies'],
  queryFn: teamApi.canned,
  staleTime: 60_000,
})

/** Whom a note mentions: everybody whose name stands in it after an `@`; of two names that begin alike the longer one counts. */
export function mentionsIn(body: string, team: readonly Teammate[]): Teammate[] {
  let rest = body
  const found: Teammate[] = []
  for (const mate of [...team].sort((a, b) => b.name.length - a.name.length)) {
    if (!rest.includes(`@${mate.name}`)) continue
    found.push(mate)
    rest = rest.replaceAll(`@${mate.name}`, '')
  }
  return found
}

export type Variables = Record<string, string | null>

/** What stands for the variables of a canned reply in a conversation. */
export function variablesOf(conversation: Conversation, me: Me): Variables {
  const first = (name: string | null) => name?.split(/\s+/)[0] ?? null
  return {
    'contact.name': conversation.contact.name,
    'contact.first_name': first(conversation.contact.name),
    'contact.email': conversation.contact.email,
    'agent.name': me.user.name,
    'agent.first_name': first(me.user.name),
    'assistant.name': conversation.assistant.name,
    'workspace.name': me.workspace.name,
  }
}

/** The names that may stand in double braces. */
export const VARIABLES = [
  'contact.name',
  'contact.first_name',
  'contact.email',
  'agent.name',
  'agent.first_name',
  'assistant.name',
  'workspace.name',
]

/** Puts in what is known; where it is not, the words after the bar, and else nothing, without a hole where it stood. */
export function fill(body: string, variables: Variables): string {
  return body.replace(
    /( ?)\{\{\s*([\w.]+)\s*(?:\|([^}]*))?\}\}/g,
    (_, before: string, name: string, otherwise?: string) => {
      const value = variables[name] ?? otherwise?.trim() ?? ''
      return value ? before + value : ''
    },
  )
}
