import type { LeadSource, LeadStatus } from '@baton/api'
import { ASSIGNED, type InboxState, SORTS, STATUSES, VIEWS } from '../lib/filters'

const LEAD_STATUSES: LeadStatus[] = ['new', 'qualified', 'contacted', 'won', 'lost']
const LEAD_SOURCES: LeadSource[] = ['form', 'rule', 'intent', 'cta', 'request', 'api', 'manual']

/** The state of the inbox that an address can name. */
export type InboxSearch = InboxState

export function parseInboxSearch(search: Record<string, unknown>): InboxSearch {
  const found: InboxSearch = {}
  const view = [...VIEWS, 'leads' as const].find((each) => each === search.view)
  const status = STATUSES.find((each) => each === search.status)
  const assigned = ASSIGNED.find((each) => each === search.assigned)
  const sort = SORTS.find((each) => each === search.sort)
  if (view && view !== 'all') found.view = view
  if (assigned) found.assigned = assigned
  if (status) found.status = status
  if (typeof search.assistant === 'string') found.assistant = search.assistant
  if (search.lead === true) found.lead = true
  if (typeof search.q === 'string' && search.q) found.q = search.q
  if (sort) found.sort = sort
  return found
}

export interface LeadsSearch {
  status?: LeadStatus
  source?: LeadSource
  sort?: 'score'
  assistant?: string
  q?: string
  lead?: string
}

export function parseLeadsSearch(search: Record<string, unknown>): LeadsSearch {
  const found: LeadsSearch = {}
  const status = LEAD_STATUSES.find((each) => each === search.status)
  const source = LEAD_SOURCES.find((each) => each === search.source)
  if (status) found.status = status
  if (source) found.source = source
  if (search.sort === 'score') found.sort = search.sort
  if (typeof search.assistant === 'string') found.assistant = search.assistant
  if (typeof search.q === 'string' && search.q) found.q = search.q
  if (typeof search.lead === 'string') found.lead = search.lead
  return found
}
