import type { Baton, Conversation, Envelope, Me, Message, Person } from '@baton/api'

export const maya: Person = { id: 'maya', name: 'Maya Lindqvist' }
export const tomas: Person = { id: 'tomas', name: 'Tomás Ferreira' }
/** Minute `n` of an ordinary day. */
export const at = (n: number) => `2026-11-20T10:${String(n).padStart(2, '0')}:00.000Z`

export function baton(change: Partial<Baton> = {}): Baton {
  return {
    status: 'open',
    holder: 'assistant',
    person: null,
    epoch: 1,
    claimed_at: null,
    escalated_at: null,
    reason: null,
    waits: null,
    resolved_at: null,
    ...change,
  }
}
export const held = (person: Person, epoch = 2) =>
  baton({ holder: 'person', person, epoch, claimed_at: at(2) })
export const waiting = (since = at(1), epoch = 2) =>
  baton({
    holder: 'nobody',
    epoch,
    escalated_at: since,
    reason: { code: 'visitor_asked', text: '' },
    waits: 'live',
  })
export const resolved = (epoch = 3) =>
  baton({ status: 'resolved', holder: 'none', epoch, resolved_at: at(9) })

export function conversation(change: Partial<Conversation> = {}): Conversation {
  return {
    id: 'c1',
    channel: 'widget',
    assistant: { id: 'scout', name: 'Scout' },
    contact: { id: 'hannah', name: 'Hannah Brooks', email: null, online: true },
    baton: baton(),
    agent: null,
    last_message: { role: 'user', author_name: null, preview: 'hello', seq: 1, at: at(0) },
    unread: 0,
    last_seq: 1,
    visitor_read: { seq: 0, at: null },
    tags: [],
    lead: null,
    page: null,
    turn: null,
    held_until: null,
    autopilot: null,
    struggle: null,
    amendable: true,
    engaged: true,
    snoozed_until: null,
    last_activity_at: at(0),
    created_at: at(0),
    ...change,
  }
}

export function message(change: Partial<Message> = {}): Message {
  return {
    id: `m${change.seq ?? 1}`,
    conversation_id: 'c1',
    seq: 1,
    role: 'user',
    author: null,
    body: 'hello',
    client_id: null,
    state: 'complete',
    kind: null,
    citations: [],
    turn_id: null,
    created_at: at(change.seq ?? 1),
    edited_at: null,
    ...change,
  }
}

let seq = 0
type Data<T extends Envelope['type']> = Extract<Envelope, { type: T }>['data']

export function envelope<T extends Envelope['type']>(
  type: T,
  data: Data<T>,
  change: Partial<Envelope> = {},
): Envelope {
  seq += 1
  return {
    id: `e${seq}`,
    seq,
    workspace_id: 'w1',
    conversation_id: 'c1',
    at: at(5),
    actor: { kind: 'user', id: maya.id, name: maya.name },
    type,
    data,
    ...change,
  } as Envelope
}

export const me: Me = {
  user: { ...maya, email: 'maya@example.com' },
  workspace: { id: 'w1', name: 'Larch & Tarn' },
  role: 'owner',
  permissions: [
    'conversation.read',
    'conversation.reply',
    'conversation.release_any',
    'lead.write',
    'contact.write',
  ],
  workspaces: [{ id: 'w1', name: 'Larch & Tarn', role: 'owner' }],
  realtime: { key: 'k', path: '/realtime' },
  event_seq: 0,
}
