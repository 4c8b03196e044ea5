import type { Baton, Conversation, Envelope, Id, Message } from '@baton/api'

const PREVIEW = 160

/** What changes nothing of a conversation: an event that is new to this file is here, or has a case below. */
type Silent =
  | 'note.created'
  | 'whisper.left'
  | 'standing_order.left'
  | 'standing_order.removed'
  | 'baton.requested'
  | 'baton.kept'
  | 'reply.scheduled'
  | 'reply.settled'
  | 'message.rated'
  | 'message.edited'
  | 'message.unsent'
  | 'conversation.created'
  | 'tag.changed'
  | 'conversation.deleted'
  | 'event.erased'
  | 'assistant.updated'
  | 'knowledge.source_updated'
  | 'member.updated'
  | 'webhook.disabled'

/** The conversation after an event of it. An event that it already reflects leaves it as it is (the same object). */
export function conversationAfter(conversation: Conversation, event: Envelope, me: Id): Conversation {
  switch (event.type) {
    case 'message.created':
      return afterMessage(conversation, event.data.message, me)
    case 'conversation.claimed':
      return afterBaton(conversation, event.data.baton, event.at, {
        agent: conversation.agent ?? event.data.baton.person,
      })
    case 'conversation.released':
    case 'conversation.escalated':
    case 'conversation.wait_changed':
    case 'conversation.resolved':
    case 'conversation.reopened':
      return afterBaton(conversation, event.data.baton, event.at, {})
    case 'conversation.assigned':
      return { ...conversation, agent: event.data.agent }
    case 'conversation.tagged':
    case 'conversation.untagged':
      return { ...conversation, tags: event.data.tags }
    case 'conversation.snoozed':
      return { ...conversation, snoozed_until: event.data.until }
    case 'conversation.unsnoozed':
      return {
        ...conversation,
        snoozed_until: null,
        // When its time came it is on top.
        last_activity_at: event.actor.kind === 'system' ? event.at : conversation.last_activity_at,
      }
    case 'lead.captured':
    case 'lead.updated':
      // Somebody who leaves the same address again adds to the lead of an earlier conversation.
      return event.data.lead.conversation_id === conversation.id
        ? { ...conversation, lead: { id: event.data.lead.lead_id, status: event.data.lead.status } }
        : conversation
    case 'contact.updated': {
      const { id, name, email } = event.data.contact
      return id === conversation.contact.id
        ? { ...conversation, contact: { ...conversation.contact, name, email } }
        : conversation
    }
    case 'answer.held':
      return { ...conversation, turn: null, held_until: event.data.answer.due_at }
    case 'answer.decided':
      return { ...conversation, held_until: null }
    case 'conversation.need_changed':
      return { ...conversation, struggle: event.data.struggle }
    case 'conversation.autopilot_changed':
      return { ...conversation, autopilot: event.data.autopilot }
    default:
      // A newer server may know more events: what is not understood changes nothing either.
      event satisfies { type: Silent }
      return conversation
  }
}

function afterMessage(conversation: Conversation, message: Message, me: Id): Conversation {
  if (message.seq <= conversation.last_seq) return conversation
  const { role, author, body, seq, created_at, attachments = [] } = message
  // Files by name, as the server tells them.
  const told = [body, ...attachments.map(({ name }) => `[${name}]`)].join(' ')
  const author_name = author?.name ?? null
  return {
    ...conversation,
    last_seq: seq,
    last_message: { role, author_name, preview: preview(told), seq, at: created_at },
    last_activity_at: created_at,
    unread: unreadAfter(conversation.unread, message, me),
    engaged: conversation.engaged || role === 'user',
    snoozed_until: role === 'user' ? null : conversation.snoozed_until,
    turn: role === 'user' ? conversation.turn : null,
  }
}

/** Who replies has read what was there, on whatever screen. */
function unreadAfter(unread: number, { role, author }: Message, me: Id): number {
  if (role === 'user') return unread + 1
  return author?.id === me ? 0 : unread
}

function afterBaton(
  conversation: Conversation,
  baton: Baton,
  at: string,
  rest: Partial<Conversation>,
): Conversation {
  if (baton.epoch < conversation.baton.epoch) return conversation
  const turn = conversation.turn && conversation.turn.epoch < baton.epoch ? null : conversation.turn
  // Its own answer may have told of the change already, or of a message after it.
  const last_activity_at = at > conversation.last_activity_at ? at : conversation.last_activity_at
  // With another holder it begins anew.
  return { ...conversation, struggle: null, ...rest, baton, turn, last_activity_at, snoozed_until: null }
}

/** One line of plain text, as the server makes it. */
export function preview(body: string): string {
  const text = body
    .replace(/\[(\d+)\]/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`#>]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return text.length > PREVIEW ? `${text.slice(0, PREVIEW - 1)}…` : text
}
