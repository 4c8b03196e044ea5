/** What a visitor sees. */

import type { Id, MessageRole, Time } from './base'
import type { HolderKind, LiveTurn, MessageKind } from './conversation'
import type { LeadForm } from './lead'

export interface WidgetBaton {
  holder: HolderKind
  epoch: number
  /** Null where names are turned off. */
  person: { name: string } | null
  waiting_since: Time | null
}
export interface WidgetMessage {
  id: Id
  seq: number
  role: MessageRole
  author_name: string | null
  body: string
  client_id: string | null
  state: 'complete' | 'cut'
  kind: MessageKind | null
  citations: { n: number; title: string; url: string | null; quote: string }[]
  created_at: Time
}
export interface WidgetInit {
  token: string
  token_expires_at: Time
  /** Opaque, kept by the browser for a year, sent back at the next init. */
  visitor: string
  conversation: { id: Id; baton: WidgetBaton; last_seq: number; turn: LiveTurn | null }
  assistant: {
    id: Id
    name: string
    greeting: string
    brand_color: string
    starter_prompts: string[]
    lead_form: LeadForm
    company: string
  }
  messages: WidgetMessage[]
  rules: Record<string, never>[]
  realtime: { key: string; host: string; port: number; tls: boolean; path: string; channel: string }
  /** Unread messages for the visitor while closed. */
  unread: number
  server_time: Time
}
export interface WidgetCatchUp {
  items: WidgetMessage[]
  has_more: boolean
  baton: WidgetBaton
  turn: LiveTurn | null
  last_seq: number
}
/** On `private-conversation.{id}`: these, and the signals. */
export type WidgetEvent =
  | { type: 'message.created'; data: { message: WidgetMessage } }
  | { type: 'conversation.claimed'; data: { baton: WidgetBaton } }
  | { type: 'conversation.released'; data: { baton: WidgetBaton } }
  | { type: 'conversation.escalated'; data: { baton: WidgetBaton } }
  | { type: 'conversation.resolved'; data: { baton: WidgetBaton } }
  | { type: 'conversation.reopened'; data: { baton: WidgetBaton } }
  | { type: 'lead.captured'; data: { lead_id: Id } }
