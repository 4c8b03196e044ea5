/** Alerts until somebody looks. */

import type { Id, Person, Time } from './base'
import type { LeadFacts } from './lead'

export type AlertKind = 'lead' | 'handoff' | 'mention' | 'assigned'
export type AlertStep = 'toast' | 'sound' | 'push' | 'mail'
export type AcknowledgedBy = 'toast' | 'notification' | 'opened' | 'claimed'

export interface Alert {
  id: Id
  kind: AlertKind
  lead_id: Id | null
  conversation_id: Id | null
  name: string | null
  /** The teammate who caused it. */
  by: Person | null
  detail: string | null
  created_at: Time
  /** It ended without anybody: there is nothing to see any more. */
  closed: boolean
  /** Null while nobody has seen it. */
  receipt: { by: Person; at: Time; how: AcknowledgedBy } | null
  steps: { user_id: Id; step: AlertStep; at: Time }[]
}
/** What alerts one person of one kind of thing. */
export type AlertWishes = Record<AlertStep, boolean>
export type AlertSettings = Record<AlertKind, AlertWishes>
/** When each step follows, in seconds after the first one for the same person. */
export interface AlertPlan {
  sound_after_s: number
  push_after_s: number
  mail_after_s: number
  next_after_s: number
}

export interface NewLeadNotice {
  seq: number
  at: Time
  lead: LeadFacts
}
export interface HandoffNotice {
  seq: number
  at: Time
  conversation_id: Id
  name: string | null
  reason: { code: string; text: string } | null
}
/** What is new since the cursor. */
export interface Feed {
  leads: NewLeadNotice[]
  handoffs: HandoffNotice[]
  leads_24h: number
  now: Time
  cursor: number
}
