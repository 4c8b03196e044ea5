import type {
  AssistantView,
  Citation,
  Contact,
  Conversation,
  Counts,
  Envelope,
  Id,
  KnowledgeDocument,
  KnowledgeSource,
  Lead,
  LeadStatus,
  Me,
  Message,
  Page,
  PageVisited,
  ReasonCode,
  Trace,
  TurnView,
} from '@baton/api'
import type { Authorisation } from '@baton/realtime'
import type { ConversationFilter, LeadFilter } from './filters'
import { call } from './http'

const V1 = '/api/v1'
const at = (id: Id, rest = '') => `${V1}/conversations/${id}${rest}`

export interface Slice<T> {
  items: T[]
  has_more: boolean
}
/** What whoever hands back wants kept to; `null`: until it is taken away. */
export interface NewOrder {
  body: string
  expires_at: string | null
}
/** What becomes of a conversation with a reply. */
export type Then = 'resolve' | 'release'
export type LeadPage = Page<Lead> & { counts: Record<LeadStatus, number> }
export type SourceDetail = KnowledgeSource & { documents: KnowledgeDocument[] }
export type Asked = Trace & { answer: string | null; citations: Citation[] }

/** Every route of the server that the console uses, by its name there. */
export const api = {
  setupNeeded: () => call<{ needed: boolean }>(`${V1}/setup`),
  setUp: (body: { workspace: string; name: string; email: string; password: string }) =>
    call<Me>(`${V1}/setup`, { method: 'POST', body }),
  session: () => call<Me>(`${V1}/session`),
  signIn: (body: { email: string; password: string }) => call<Me>(`${V1}/session`, { method: 'POST', body }),
  signOut: () => call<void>(`${V1}/session`, { method: 'DELETE' }),
  switchWorkspace: (workspace_id: Id) =>
    call<Me>(`${V1}/session`, { method: 'PATCH', body: { workspace_id } }),
  createWorkspace: (name: string) => call<Me>(`${V1}/workspaces`, { method: 'POST', body: { name } }),

  conversations: (filter: ConversationFilter, cursor: string | undefined, signal?: AbortSignal) =>
    call<Page<Conversation>>(`${V1}/conversations`, { query: { ...filter, cursor }, signal }),
  counts: () => call<Counts>(`${V1}/conversations/counts`),
  conversation: (id: Id) => call<Conversation>(at(id)),
  messages: (id: Id, range: { before?: number; after?: number; limit?: number }) =>
    call<Slice<Message>>(at(id, '/messages'), { query: range }),
  timeline: (id: Id, after: number) =>
    call<Slice<Envelope>>(at(id, '/events'), { query: { after, limit: 100 } }),
  events: (after: number) =>
    call<Slice<Envelope> & { latest_seq: number }>(`${V1}/events`, {
      query: { after, limit: 100 },
      repeats: true,
    }),
  pages: (id: Id) => call<{ items: PageVisited[] }>(at(id, '/pages')),
  trace: (id: Id, turn: Id) => call<TurnView>(at(id, `/turns/${turn}`)),

  claim: (id: Id, take_over = false) =>
    call<Conversation>(at(id, '/claim'), { method: 'POST', body: take_over ? { take_over } : {} }),
  release: (id: Id, order?: NewOrder) =>
    call<Conversation>(at(id, '/release'), { method: 'POST', body: order ? { order } : {} }),
  resolve: (id: Id) => call<Conversation>(at(id, '/resolve'), { method: 'POST', body: {} }),
  reopen: (id: Id) => call<Conversation>(at(id, '/reopen'), { method: 'POST', body: {} }),
  escalate: (id: Id, reason: ReasonCode, text: string) =>
    call<Conversation>(at(id, '/escalate'), { method: 'POST', body: { reason, text } }),
  reply: (id: Id, client_id: string, body: string, then?: Then, attachments?: Id[]) =>
    call<Message>(at(id, '/reply'), {
      method: 'POST',
      body: { client_id, body, then, attachments },
      repeats: true,
    }),
  /** Proves to the stream that this session may hear a channel. */
  authorise: (socket_id: string, channel_name: string) =>
    call<Authorisation>('/broadcasting/auth', {
      method: 'POST',
      body: new URLSearchParams({ socket_id, channel_name }),
      repeats: true,
    }),
  addTag: (id: Id, name: string) => call<Conversation>(at(id, '/tags'), { method: 'POST', body: { name } }),
  removeTag: (id: Id, name: string) =>
    call<Conversation>(at(id, `/tags/${encodeURIComponent(name)}`), { method: 'DELETE' }),
  typing: (id: Id, on: boolean, note: boolean) =>
    call<void>(at(id, '/typing'), { method: 'POST', body: { on, note } }),
  read: (id: Id, seq: number) => call<void>(at(id, '/read'), { method: 'POST', body: { seq } }),

  contact: (id: Id) => call<Contact>(`${V1}/contacts/${id}`),
  editContact: (id: Id, body: Partial<Pick<Contact, 'name' | 'email' | 'phone'>>) =>
    call<Contact>(`${V1}/contacts/${id}`, { method: 'PATCH', body }),
  contactConversations: (id: Id) => call<{ items: Conversation[] }>(`${V1}/contacts/${id}/conversations`),

  leads: (filter: LeadFilter, cursor: string | undefined, signal?: AbortSignal) =>
    call<LeadPage>(`${V1}/leads`, { query: { ...filter, cursor }, signal }),
  setLeadStatus: (id: Id, status: LeadStatus) =>
    call<Lead>(`${V1}/leads/${id}`, { method: 'PATCH', body: { status } }),
  assistants: () => call<{ items: AssistantView[] }>(`${V1}/assistants`),

  sources: (assistant: Id | undefined) =>
    call<{ items: KnowledgeSource[] }>(`${V1}/knowledge/sources`, { query: { assistant } }),
  source: (id: Id) => call<SourceDetail>(`${V1}/knowledge/sources/${id}`),
  addSource: (body: { assistant_id: Id; url: string } | { assistant_id: Id; title: string; text: string }) =>
    call<KnowledgeSource>(`${V1}/knowledge/sources`, { method: 'POST', body }),
  deleteSource: (id: Id) => call<void>(`${V1}/knowledge/sources/${id}`, { method: 'DELETE' }),
  ask: (assistant_id: Id, question: string) =>
    call<Asked>(`${V1}/knowledge/ask`, { method: 'POST', body: { assistant_id, question } }),
}
