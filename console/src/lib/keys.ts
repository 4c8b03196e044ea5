import type { Id } from '@baton/api'
import type { ConversationFilter, LeadFilter } from './filters'

/** Every key of the query cache. */
export const keys = {
  session: ['session'] as const,
  setup: ['setup'] as const,
  lists: ['conversations'] as const,
  list: (filter: ConversationFilter) => ['conversations', filter] as const,
  counts: ['counts'] as const,
  waits: ['waits'] as const,
  suggestion: (filter: object) => ['suggestion', filter] as const,
  log: ['log'] as const,
  conversation: (id: Id) => ['conversation', id] as const,
  messages: (id: Id) => ['messages', id] as const,
  timeline: (id: Id) => ['timeline', id] as const,
  trace: (id: Id, turn: Id) => ['trace', id, turn] as const,
  contact: (id: Id) => ['contact', id] as const,
  contactConversations: (id: Id) => ['contact-conversations', id] as const,
  allLeads: ['leads'] as const,
  oneLead: ['lead'] as const,
  leads: (filter: LeadFilter) => ['leads', filter] as const,
  members: ['members'] as const,
  assistants: ['assistants'] as const,
  allSources: ['sources'] as const,
  sources: (assistant: Id | undefined) => ['sources', assistant ?? 'all'] as const,
  source: (id: Id) => ['source', id] as const,
}
