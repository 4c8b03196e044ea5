import type { Conversation, Id, LeadSource, LeadStatus } from '@baton/api'

export const VIEWS = ['all', 'waiting', 'mine'] as const
export type View = (typeof VIEWS)[number]
export const STATUSES = ['unread', 'open', 'resolved', 'snoozed'] as const
export type Status = (typeof STATUSES)[number]
/** Whose responsibility: the reader's, or nobody's. */
export const ASSIGNED = ['me', 'nobody'] as const
export type Assigned = (typeof ASSIGNED)[number]
/** `need`: what needs a person most first, of what the assistant holds. */
export const SORTS = ['newest', 'longest_wait', 'need'] as const
export type Sort = (typeof SORTS)[number]

/** What the list asks the server for; named as in the query string. */
export interface ConversationFilter extends Record<string, string | boolean | undefined> {
  view: View
  status?: Status
  assigned?: Assigned
  assistant?: Id
  has_lead?: true
  q?: string
  sort: Sort
}

/** What the list shows, as the address says it. `leads` is the same inbox, told by leads. */
export interface InboxState {
  view?: View | 'leads'
  status?: Status
  assigned?: Assigned
  assistant?: string
  lead?: true
  q?: string
  sort?: Sort
}

export interface LeadFilter extends Record<string, string | undefined> {
  status?: LeadStatus
  source?: LeadSource
  assistant?: Id
  q?: string
  sort?: 'score'
}

/** Whether a conversation belongs in a list. What only the server can tell (a search) counts as yes. */
export function belongs(filter: ConversationFilter, conversation: Conversation, me: Id): boolean {
  const { agent, baton, assistant, lead, unread, engaged, snoozed_until } = conversation
  // What is put away is in one list only.
  if ((filter.status === 'snoozed') === !snoozed_until) return false
  // Who waits asked for a person, if only by a button.
  if (!engaged && filter.view === 'all') return false
  if (filter.sort === 'need' && !conversation.struggle) return false
  if (filter.view === 'waiting' && baton.holder !== 'nobody') return false
  if (filter.view === 'mine' && baton.person?.id !== me) return false
  if (filter.status === 'open' && baton.status !== 'open') return false
  if (filter.status === 'resolved' && baton.status !== 'resolved') return false
  if (filter.status === 'unread' && unread === 0) return false
  if (filter.assigned === 'me' && agent?.id !== me) return false
  if (filter.assigned === 'nobody' && agent) return false
  if (filter.assistant && filter.assistant !== assistant.id) return false
  return !filter.has_lead || lead !== null
}

/** The order of a list; negative when `a` stands above `b`. */
export function compare(sort: Sort, a: Conversation, b: Conversation): number {
  if (sort === 'longest_wait') {
    const byWait = order(a.baton.escalated_at ?? '~', b.baton.escalated_at ?? '~')
    if (byWait) return byWait
  }
  if (sort === 'need') return (b.struggle?.need ?? 0) - (a.struggle?.need ?? 0) || order(b.id, a.id)
  return order(b.last_activity_at, a.last_activity_at) || order(b.id, a.id)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** True while anything but the tab and the order narrows the list. */
export function isNarrowed(filter: ConversationFilter): boolean {
  return Boolean(filter.status || filter.assigned || filter.assistant || filter.has_lead || filter.q)
}
