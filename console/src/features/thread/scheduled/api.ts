import type { Id, ScheduledReply } from '@baton/api'
import type { Then } from '../../../lib/api'
import { call } from '../../../lib/http'
import type { SnoozeWish } from '../../../live/snooze'

export type LaterWish = SnoozeWish & {
  client_id: string
  body: string
  last_seq: number
  then: Then | undefined
}

const at = (id: Id, rest = '') => `/api/v1/conversations/${id}/scheduled-replies${rest}`

/** The routes of replies that are sent later; loaded with the parts that call them. */
export const laterApi = {
  schedule: (id: Id, body: LaterWish) => call<ScheduledReply>(at(id), { method: 'POST', body }),
  withdraw: ({ id, conversation_id }: ScheduledReply) =>
    call<ScheduledReply>(at(conversation_id, `/${id}`), { method: 'DELETE' }),
}
