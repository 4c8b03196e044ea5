import type { Id, SiteVerdict, Time } from '@baton/api'
import { call } from './http'

const at = (id: Id) => `/api/v1/assistants/${id}`

/** What the editor of an assistant and the first steps both ask of it. */
export const assistantCalls = {
  /** Whether a site may have the widget, and had it. */
  checkSite: (id: Id, origin: string) =>
    call<SiteVerdict>(`${at(id)}/sites/check`, { method: 'POST', body: { origin } }),
  /** A page with the widget of its draft, for whoever may change it. */
  preview: (id: Id) =>
    call<{ path: string; expires_at: Time }>(`${at(id)}/preview`, { method: 'POST', body: {} }),
}
