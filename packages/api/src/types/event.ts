/** What the socket carries to members: stored events, and signals that may be lost. */

import type { MemberFacts } from './account'
import type { AcknowledgedBy, AlertStep } from './alert'
import type { AutopilotMode } from './assistant'
import type { Channel, Id, Person, Time } from './base'
import type { Baton, HolderKind, Message, Struggle, TurnStage } from './conversation'
import type { BatonRequest, HeldAnswer, ScheduledReply, StandingOrder, Whisper } from './handover'
import type { KnowledgeSource, Trace } from './knowledge'
import type { LeadFacts } from './lead'
import type { Note } from './team'
import type { Rating } from './widget'

export type ActorKind = 'user' | 'assistant' | 'visitor' | 'system'
export interface Actor {
  kind: ActorKind
  id: Id | null
  name: string | null
}

interface EnvelopeOf<T extends string, D> {
  id: Id
  /** Gapless per workspace, from 1. */
  seq: number
  workspace_id: Id
  conversation_id: Id | null
  at: Time
  actor: Actor
  type: T
  data: D
}
/** Stored events, the same over the socket, `GET /events` and the thread's timeline. */
export type Envelope =
  | EnvelopeOf<'conversation.created', { channel: Channel; contact: { id: Id; name: string | null } }>
  | EnvelopeOf<'message.created', { message: Message }>
  | EnvelopeOf<'message.edited', { message: Message; before: string }>
  | EnvelopeOf<'message.unsent', { message: Message }>
  | EnvelopeOf<'message.rated', { message_seq: number; rating: Rating | null }>
  | EnvelopeOf<'conversation.claimed', { baton: Baton; from: HolderKind }>
  | EnvelopeOf<'conversation.released', { baton: Baton; from: HolderKind }>
  | EnvelopeOf<'conversation.escalated', { baton: Baton }>
  | EnvelopeOf<'conversation.wait_changed', { baton: Baton }>
  | EnvelopeOf<'conversation.resolved', { baton: Baton }>
  | EnvelopeOf<'conversation.reopened', { baton: Baton }>
  | EnvelopeOf<'baton.requested', { request: BatonRequest }>
  | EnvelopeOf<'baton.kept', { request: BatonRequest; note: string | null }>
  | EnvelopeOf<'conversation.assigned', { agent: Person | null; before: Person | null }>
  | EnvelopeOf<'conversation.snoozed', { until: Time }>
  | EnvelopeOf<'conversation.unsnoozed', Record<string, never>>
  | EnvelopeOf<'reply.scheduled', { reply: ScheduledReply }>
  | EnvelopeOf<'reply.settled', { reply: ScheduledReply }>
  | EnvelopeOf<'note.created', { note: Note }>
  | EnvelopeOf<'standing_order.left', { order: StandingOrder }>
  | EnvelopeOf<'standing_order.removed', { order: StandingOrder }>
  | EnvelopeOf<'answer.held', { answer: HeldAnswer }>
  | EnvelopeOf<'answer.decided', { answer: HeldAnswer }>
  | EnvelopeOf<'whisper.left', { whisper: Whisper }>
  | EnvelopeOf<'conversation.need_changed', { struggle: Struggle | null }>
  | EnvelopeOf<'conversation.autopilot_changed', { autopilot: AutopilotMode | null }>
  | EnvelopeOf<'conversation.tagged', { tag: string; tags: string[] }>
  | EnvelopeOf<'conversation.untagged', { tag: string; tags: string[] }>
  | EnvelopeOf<
      'tag.changed',
      {
        tag: string
        to: string | null
        colour: 'teal' | 'olive' | 'brown' | 'plum' | 'violet' | 'slate' | null
        done: boolean
      }
    >
  | EnvelopeOf<'conversation.deleted', { conversation_ids: Id[] }>
  | EnvelopeOf<'event.erased', Record<string, never>>
  | EnvelopeOf<'lead.captured', { lead: LeadFacts }>
  | EnvelopeOf<'lead.updated', { lead: LeadFacts }>
  | EnvelopeOf<
      'contact.updated',
      { contact: { id: Id; name: string | null; email: string | null; phone: string | null } }
    >
  | EnvelopeOf<'member.updated', { member: MemberFacts }>
  | EnvelopeOf<
      'assistant.updated',
      {
        assistant_id: Id
        name: string
        version: number
        change: 'created' | 'draft' | 'published' | 'archived' | 'restored' | 'deleted'
      }
    >
  | EnvelopeOf<
      'knowledge.source_updated',
      { source_id: Id; status: KnowledgeSource['status']; title: string }
    >
  | EnvelopeOf<'webhook.disabled', { endpoint_id: Id; host: string; reason: 'by_hand' | 'gone' | 'failing' }>

/** Not stored, may be lost. On `private-conversation.{id}`, the workspace channel, or both. */
export type Signal =
  | { type: 'turn.started'; data: { conversation_id: Id; turn_id: Id; epoch: number; stage: TurnStage } }
  | {
      type: 'turn.stage'
      data: { conversation_id: Id; turn_id: Id; epoch: number; stage: TurnStage; sources: number }
    }
  | {
      type: 'turn.ended'
      data: { conversation_id: Id; turn_id: Id; epoch: number; outcome: Trace['outcome'] }
    }
  | {
      type: 'message.delta'
      data: { conversation_id: Id; turn_id: Id; epoch: number; index: number; text: string }
    }
  | {
      type: 'typing'
      data: { conversation_id: Id; who: 'visitor' | 'person'; name: string | null; on: boolean }
    }
  | { type: 'read'; data: { conversation_id: Id; who: 'visitor' | 'person'; seq: number; at: Time } }
  | { type: 'writing'; data: { conversation_id: Id; by: Person | null; note: boolean; on: boolean } }
  | { type: 'viewing'; data: { conversation_id: Id; by: Person; on: boolean } }
  | { type: 'seen'; data: { conversation_id: Id; user_id: Id; seq: number } }
  | { type: 'presence'; data: { contact_id: Id; online: boolean } }
  | { type: 'teammate'; data: { user_id: Id; online: boolean } }
  | { type: 'alert.step'; data: { alert_id: Id; user_id: Id; step: AlertStep } }
  | {
      type: 'alert.acknowledged'
      data: {
        alert_id: Id
        lead_id: Id | null
        conversation_id: Id | null
        by: Person
        how: AcknowledgedBy
      }
    }
  | { type: 'queue'; data: { conversation_id: Id; position: number } }
