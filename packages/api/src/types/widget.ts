/** What a visitor sees. */

import type { Rule, WidgetSide, WidgetTheme } from './assistant'
import type { Id, MessageRole, Time } from './base'
import type { Attachment, HolderKind, LiveTurn, MessageKind, MessageState, WaitMode } from './conversation'
import type { LeadForm } from './lead'

export interface WidgetBaton {
  holder: HolderKind
  epoch: number
  /** Null where names are turned off. */
  person: { name: string } | null
  waiting_since: Time | null
  /** How one waits for a person. */
  waits: WaitMode | null
}
/** Who of the team could come. */
export type Staffing = 'available' | 'unattended' | 'closed'
export interface WidgetWait {
  waits: WaitMode | null
  staffing: Staffing
  /** When the team is there again. */
  opens_at: Time | null
  /** The place in the queue, from 1. */
  position: number | null
  /** How long it took others lately; null where too few have waited. */
  estimate: { median_s: number; p75_s: number } | null
  /** After so many seconds an e-mail is offered instead. */
  offer_after_s: number
}
/** Whether an answer helped. */
export type Thumb = 'up' | 'down'
/** What a visitor says of an answer. */
export interface Rating {
  thumb: Thumb
  comment: string | null
}
export interface WidgetMessage {
  id: Id
  seq: number
  role: MessageRole
  author_name: string | null
  body: string
  client_id: string | null
  state: MessageState
  kind: MessageKind | null
  citations: { n: number; title: string; url: string | null; quote: string }[]
  created_at: Time
  /** When its author changed it last, or took it back. */
  edited_at: Time | null
  /** Files that came with it, where there are some. */
  attachments?: Attachment[]
}
export interface WidgetInit {
  token: string
  token_expires_at: Time
  /** Opaque, kept by the browser for a year, sent back at the next init. Null where a link led here. */
  visitor: string | null
  conversation: { id: Id; baton: WidgetBaton; last_seq: number; turn: LiveTurn | null }
  assistant: {
    id: Id
    name: string
    greeting: string
    brand_color: string
    starter_prompts: string[]
    lead_form: LeadForm
    company: string
    /** A path on our server. */
    avatar: string | null
    theme: WidgetTheme
    /** Below the name; empty: our own words. */
    tagline: string
    side: WidgetSide
    /** The form comes before the first message. */
    form_first: boolean
  }
  messages: WidgetMessage[]
  /** Those that win first. */
  rules: Rule[]
  realtime: { key: string; host: string; port: number; tls: boolean; path: string; channel: string }
  /** Unread messages for the visitor while closed. */
  unread: number
  server_time: Time
}
export interface WidgetCatchUp {
  items: WidgetMessage[]
  /** Of the last ones before those, what was edited or unsent. */
  changed: WidgetMessage[]
  has_more: boolean
  baton: WidgetBaton
  turn: LiveTurn | null
  last_seq: number
}
/** On `private-conversation.{id}`: these, and the signals. */
export type WidgetEvent =
  | { type: 'message.created' | 'message.edited' | 'message.unsent'; data: { message: WidgetMessage } }
  | { type: 'conversation.claimed'; data: { baton: WidgetBaton } }
  | { type: 'conversation.released'; data: { baton: WidgetBaton } }
  | { type: 'conversation.escalated'; data: { baton: WidgetBaton } }
  | { type: 'conversation.wait_changed'; data: { baton: WidgetBaton } }
  | { type: 'conversation.resolved'; data: { baton: WidgetBaton } }
  | { type: 'conversation.deleted'; data: Record<string, never> }
  | { type: 'conversation.reopened'; data: { baton: WidgetBaton } }
  | { type: 'lead.captured'; data: { lead_id: Id } }
