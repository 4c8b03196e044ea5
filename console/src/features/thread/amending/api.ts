import type { Message } from '@baton/api'
import { call } from '../../../lib/http'

const at = ({ conversation_id, seq }: Message) => `/api/v1/conversations/${conversation_id}/messages/${seq}`

/** The routes of changing what was just said; loaded with the parts that call them. */
export const amendApi = {
  /** A change of what was read: where it was changed since, it is refused. */
  edit: (message: Message, body: string) =>
    call<Message>(at(message), { method: 'PATCH', body: { body, edited_at: message.edited_at } }),
  unsend: (message: Message) => call<Message>(at(message), { method: 'DELETE' }),
}
