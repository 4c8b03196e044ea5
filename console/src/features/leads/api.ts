import type { Id, Lead, LeadDetail } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import type { LeadFilter } from '../../lib/filters'
import { call, queryString } from '../../lib/http'
import { keys } from '../../lib/keys'

const LEADS = '/api/v1/leads'

export interface NewLead {
  assistant_id: Id
  name: string
  email: string
  phone: string
  wants: string
}

export const addLead = (body: NewLead) => call<Lead>(LEADS, { method: 'POST', body })

/** Where a browser finds the leads of a filter as a table. */
export const exportAddress = (filter: LeadFilter) => `${LEADS}/export.csv${queryString(filter)}`

/** A lead with its captures; asked again with all other leads. */
export const leadQuery = (id: Id) =>
  queryOptions({
    queryKey: [...keys.oneLead, id],
    queryFn: () => call<LeadDetail>(`${LEADS}/${id}`),
  })
