import type { Id, KnowledgeSource, Replay } from '@baton/api'
import { call } from '../../../lib/http'
import type { Correction } from './draft'

const at = (assistant: Id) => `/api/v1/assistants/${assistant}/corrections`

/** The routes of corrections; loaded with the dialog. */
export const correctingApi = {
  /** Changes nothing. */
  preview: (assistant: Id, turn_id: Id, correction: Correction, signal: AbortSignal) =>
    call<Replay>(`${at(assistant)}/preview`, {
      method: 'POST',
      body: { ...correction, turn_id },
      signal,
    }),
  /** Published twice it is published once. */
  publish: (assistant: Id, correction: Correction) =>
    call<KnowledgeSource>(at(assistant), { method: 'POST', body: correction }),
}
