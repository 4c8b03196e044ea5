/** Leads and the form that captures them. */

import type { Id, LeadSource, LeadStatus, Time } from './base'
import type { Baton, ContactSummary } from './conversation'
import type { Actor } from './event'

export interface Lead {
  id: Id
  /** Null for one that was added from outside of any conversation. */
  conversation_id: Id | null
  assistant: { id: Id; name: string }
  contact: ContactSummary
  name: string | null
  email: string | null
  phone: string | null
  /** What the visitor wants, in their words, if known. */
  wants: string | null
  fields: Record<string, string>
  status: LeadStatus
  source: LeadSource
  score: Score
  /** Null without a conversation. */
  baton: Baton | null
  created_at: Time
  updated_at: Time
}

export type ScoreReason =
  | 'business_email'
  | 'phone'
  | 'name'
  | 'talked'
  | 'talked_much'
  | 'intent'
  | 'asked'
  | 'returning'
  | 'page'
/** How promising a lead is: points of what anybody can check, the weightiest first. */
export interface Score {
  /** 0 to 100. */
  value: number
  reasons: { reason: ScoreReason; points: number }[]
}

/** One capture: what it told that was not known before, by field. */
export interface LeadCapture {
  at: Time
  source: LeadSource
  actor: Actor
  conversation_id: Id | null
  added: Record<string, string>
}
export type LeadDetail = Lead & {
  /** Oldest first. */
  captures: LeadCapture[]
}

export interface LeadForm {
  title: string
  fields: LeadField[]
}
export interface LeadField {
  key: string
  label: string
  type: 'text' | 'email' | 'phone' | 'number' | 'choice' | 'consent'
  required: boolean
  options?: string[]
}

/** The lead as the webhook body names it. */
export interface LeadFacts {
  lead_id: Id
  assistant_id: Id
  conversation_id: Id | null
  name: string | null
  email: string | null
  phone: string | null
  fields: Record<string, string>
  status: LeadStatus
  source: LeadSource
  /** 0 to 100. */
  score: number
}
