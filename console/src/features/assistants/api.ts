import type { Assistant, AssistantView, Change, DraftView, Id, RuleCount, VersionView } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import type { Slice } from '../../lib/api'
import { assistantCalls } from '../../lib/assistants'
import { call } from '../../lib/http'
import { keys } from '../../lib/keys'
import { retryUnlessRefused } from '../../lib/queries'

const at = (id: Id, rest = '') => `/api/v1/assistants/${id}${rest}`

export type Patch = Partial<Omit<Assistant, 'id' | 'created_at'>>

export const assistantsApi = {
  create: (name: string) => call<AssistantView>('/api/v1/assistants', { method: 'POST', body: { name } }),
  duplicate: (id: Id) => call<AssistantView>(at(id, '/duplicate'), { method: 'POST', body: {} }),
  archive: (id: Id) => call<AssistantView>(at(id, '/archive'), { method: 'POST', body: {} }),
  restore: (id: Id) => call<AssistantView>(at(id, '/restore'), { method: 'POST', body: {} }),
  remove: (id: Id) => call<void>(at(id), { method: 'DELETE' }),
  holdings: (id: Id) => call<{ conversations: number; leads: number; sources: number }>(at(id, '/holdings')),
  draft: (id: Id) => call<DraftView>(at(id, '/draft')),
  change: (id: Id, body: Patch) => call<DraftView>(at(id, '/draft'), { method: 'PATCH', body }),
  discard: (id: Id) => call<DraftView>(at(id, '/draft'), { method: 'DELETE' }),
  publish: (id: Id, note: string) =>
    call<AssistantView>(at(id, '/publish'), { method: 'POST', body: { note } }),
  versions: (id: Id, before?: number) => call<Slice<VersionView>>(at(id, '/versions'), { query: { before } }),
  version: (id: Id, number: number) =>
    call<{ assistant: Assistant; changes: Change[] }>(at(id, `/versions/${number}`)),
  rollBack: (id: Id, number: number) =>
    call<AssistantView>(at(id, `/versions/${number}/publish`), { method: 'POST', body: {} }),
  ...assistantCalls,
  counts: (id: Id) => call<{ items: RuleCount[] }>(at(id, '/rules/counts')),
}

// All below the key of the assistants: whatever happens to one, its event has them asked for again.
const key = (...of: unknown[]) => [...keys.assistants, ...of]

export const draftQuery = (id: Id) =>
  queryOptions({
    queryKey: key(id, 'draft'),
    queryFn: () => assistantsApi.draft(id),
    retry: retryUnlessRefused,
  })
export const countsOfRulesQuery = (id: Id) =>
  queryOptions({ queryKey: key(id, 'rule-counts'), queryFn: () => assistantsApi.counts(id) })
export const versionsKey = (id: Id) => key(id, 'versions')

/** Sends a picture as it is. */
export async function uploadPicture(id: Id, picture: Blob): Promise<Id> {
  const response = await fetch(at(id, '/avatar'), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/octet-stream' },
    body: picture,
  })
  if (!response.ok) throw new Error('refused')
  return ((await response.json()) as { avatar: Id }).avatar
}
