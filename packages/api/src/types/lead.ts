/** Leads and the form that captures them. */

import type { Id, LeadSource, LeadStatus, Time } from './base'
import type { Baton, ContactSummary } from './conversation'

export interface Lead {
  id: Id
  conversation_id: Id
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
  baton: Baton
  created_at: Time
  updated_at: Time
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
  conversation_id: Id
  name: string | null
  email: string | null
  phone: string | null
  fields: Record<string, string>
  status: LeadStatus
  source: LeadSource
}
