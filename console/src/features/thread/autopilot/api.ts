import type { AutopilotMode, Conversation, HeldAnswer, Id, Whisper } from '@baton/api'
import { call } from '../../../lib/http'

const at = (id: Id, rest: string) => `/api/v1/conversations/${id}/${rest}`
const held = (answer: HeldAnswer, verb: string) =>
  at(answer.conversation_id, `held-answers/${answer.id}/${verb}`)

/** The routes of supervised autopilot; loaded with the parts that call them. */
export const autopilotApi = {
  set: (id: Id, mode: AutopilotMode | null) =>
    call<Conversation>(at(id, 'autopilot'), { method: 'POST', body: { mode } }),
  pass: (answer: HeldAnswer) => call<Conversation>(held(answer, 'pass'), { method: 'POST' }),
  edit: (answer: HeldAnswer, body: string) =>
    call<Conversation>(held(answer, 'edit'), { method: 'POST', body: { body } }),
  veto: (answer: HeldAnswer) => call<Conversation>(held(answer, 'veto'), { method: 'POST' }),
  whisper: (id: Id, body: string) => call<Whisper>(at(id, 'whispers'), { method: 'POST', body: { body } }),
  keep: (answer: HeldAnswer) => call<HeldAnswer>(held(answer, 'keep'), { method: 'POST' }),
}
