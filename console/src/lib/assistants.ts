import type { Id, SiteVerdict, Time } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from './http'
import { keys } from './keys'

const at = (id: Id) => `/api/v1/assistants/${id}`

export interface Sites {
  items: { origin: string; first_seen_at: Time; last_seen_at: Time }[]
  /** The line that puts the widget on a page. */
  snippet: string
}

/** What the editor of an assistant and the first steps both ask of it. */
export const assistantCalls = {
  /** Whether a site may have the widget, and had it. */
  checkSite: (id: Id, origin: string) =>
    call<SiteVerdict>(`${at(id)}/sites/check`, { method: 'POST', body: { origin } }),
  /** A page with the widget of its draft, for whoever may change it. */
  preview: (id: Id) =>
    call<{ path: string; expires_at: Time }>(`${at(id)}/preview`, { method: 'POST', body: {} }),
}

/** Where the widget was seen, and the line that puts it there. Below the key of the assistants, as all that is asked of one. */
export const sitesQuery = (id: Id) =>
  queryOptions({
    queryKey: [...keys.assistants, id, 'sites'],
    queryFn: () => call<Sites>(`${at(id)}/sites`),
    refetchInterval: 10_000,
  })
