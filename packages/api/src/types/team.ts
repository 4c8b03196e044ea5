/** What teammates do among themselves. */

import type { Id, Person, Role, Time } from './base'

/** An internal note; its visitor never reads it. */
export interface Note {
  id: Id
  conversation_id: Id
  author: Person
  /** Markdown; who is mentioned stands in it as `@Name`. */
  body: string
  mentions: Person[]
  client_id: string
  created_at: Time
}
export interface Teammate {
  id: Id
  name: string
  role: Role
  /** Whether their console is open. */
  online: boolean
  /** They turned themselves away: they get nothing assigned. */
  away: boolean
  /** There, not away, and with the right to reply. */
  available: boolean
  /** The conversations that they have open now. */
  viewing: Id[]
}
export interface CannedReply {
  id: Id
  /** Without the slash. */
  shortcut: string
  /** Markdown, with variables like `{{contact.name|there}}`. */
  body: string
  /** The team's; else one's own. */
  shared: boolean
  updated_at: Time
}
/** What a list of the inbox is narrowed to. What is left out narrows nothing. */
export interface ViewFilters {
  view: 'all' | 'waiting' | 'mine' | 'leads'
  status?: 'unread' | 'open' | 'resolved' | 'snoozed'
  assigned?: 'me' | 'nobody'
  assistant?: Id
  has_lead?: boolean
  q?: string
  sort?: 'newest' | 'longest_wait' | 'need'
}
export interface SavedView {
  id: Id
  name: string
  filters: ViewFilters
  /** The team's; else one's own. */
  shared: boolean
  updated_at: Time
}
/** `HH:MM`, 00:00 to 24:00. */
export type ClockTime = string
export interface BusinessHours {
  /** Without, the team counts as there around the clock. */
  enabled: boolean
  /** A name of the IANA database. */
  time_zone: string
  /** Monday to Sunday. */
  weekly: { from: ClockTime; to: ClockTime }[][]
  holidays: { date: string; name?: string }[]
  /** After so many seconds of waiting a visitor is offered an e-mail instead. */
  offer_after_s: number
}
