/** Conversations: the baton, messages, contacts, lists. */

import type { Problem } from './account'
import type { AutopilotMode } from './assistant'
import type { Channel, Id, LeadStatus, MessageRole, Person, ReasonCode, Time } from './base'

/** Who holds the right and duty to send the next answer. `none`: resolved; `nobody`: waiting for a person. */
export type HolderKind = 'assistant' | 'person' | 'nobody' | 'none'

/** How a visitor waits for a person: alone, with the assistant's help, or for an answer by e-mail. */
export type WaitMode = 'live' | 'assisted' | 'mail'

export interface Baton {
  /** `trial`: a talk with a draft, which is in no list. */
  status: 'open' | 'resolved' | 'trial'
  holder: HolderKind
  /** Set when holder is `person`. */
  person: Person | null
  /** Grows with every change of holder; what carries an older epoch is void. */
  epoch: number
  claimed_at: Time | null
  /** Set while escalated (also while claimed after an escalation, until released or resolved). */
  escalated_at: Time | null
  reason: { code: ReasonCode; text: string } | null
  /** Set while the holder is `nobody`. */
  waits: WaitMode | null
  resolved_at: Time | null
}

export interface Citation {
  /** The number used in the text as `[n]`, from 1. */
  n: number
  document_id: Id
  title: string
  url: string | null
  /** The passage that was quoted or relied on. */
  quote: string
}

/** `answer`: from knowledge; `decline`: "I don't know" with the offer of a person; `handover`: said when letting go; `chat`: greeting, small talk; `lead_form`: asks for contact details, show the form beneath it. */
export type MessageKind = 'answer' | 'decline' | 'handover' | 'chat' | 'lead_form' | 'curated'

/** `cut`: the assistant was interrupted mid-answer. `unsent`: taken back by its author, its words are gone. */
export type MessageState = 'complete' | 'cut' | 'unsent'

/** A file of a message; its bytes are at `/api/v1/files/{id}`. */
export interface Attachment {
  id: Id
  name: string
  /** What it is, by its content. */
  media_type: string
  /** Bytes. */
  size: number
  /** Pixels, of a picture that can be shown. */
  width: number | null
  height: number | null
}

export interface Message {
  id: Id
  conversation_id: Id
  /** Gapless per conversation, from 1. */
  seq: number
  role: MessageRole
  /** The teammate, for `human-agent`. */
  author: Person | null
  /** Markdown (a small subset is rendered). */
  body: string
  /** The sender's own id for it, for idempotency. */
  client_id: string | null
  state: MessageState
  kind: MessageKind | null
  citations: Citation[]
  turn_id: Id | null
  created_at: Time
  /** When its author changed it last, or took it back. */
  edited_at: Time | null
  /** Files that came with it, where there are some. */
  attachments?: Attachment[]
}

/** A page that the visitor was on. */
export interface PageVisited {
  url: string
  title: string | null
  at: Time
}

export type TurnStage = 'searching' | 'writing'
/** An answer that is being made right now. */
export interface LiveTurn {
  id: Id
  epoch: number
  stage: TurnStage
  /** What has been sent so far, and the index of the next delta. */
  text: string
  next_index: number
}

/** Why a conversation may need a person. */
export type StruggleSign = 'refused' | 'rephrased' | 'negative' | 'silent' | 'weak_match'
export interface Struggle {
  /** 1 to 100. */
  need: number
  /** What weighs most first. */
  signs: StruggleSign[]
}

export interface Conversation {
  id: Id
  channel: Channel
  assistant: { id: Id; name: string }
  contact: ContactSummary
  baton: Baton
  /** The responsible teammate (assigned), not necessarily the holder. */
  agent: Person | null
  last_message: {
    role: MessageRole
    author_name: string | null
    preview: string
    seq: number
    at: Time
  } | null
  /** Visitor messages that the caller has not seen. */
  unread: number
  /** Highest message seq. */
  last_seq: number
  /** How far the visitor has read; 0: nothing yet. */
  visitor_read: { seq: number; at: Time | null }
  tags: string[]
  lead: { id: Id; status: LeadStatus } | null
  page: { url: string; title: string | null } | null
  turn: LiveTurn | null
  /** Until when a finished answer is held for the team. */
  held_until: Time | null
  /** Whether answers go out by themselves here; null: as its assistant. */
  autopilot: AutopilotMode | null
  /** How much it needs a person, and why, while the assistant holds it. */
  struggle: Struggle | null
  /** Whether what was just said may be edited and unsent on its channel. */
  amendable: boolean
  /** False for drive-by visitors who never wrote. */
  engaged: boolean
  /** Until when it is put away. */
  snoozed_until: Time | null
  last_activity_at: Time
  created_at: Time
  /** When searched: the message, reason or note that matched, with `<<` and `>>` around the hits. */
  match?: { seq: number | null; is_note: boolean; snippet: string } | null
}

export interface ContactSummary {
  id: Id
  name: string | null
  email: string | null
  online: boolean
}
export interface Contact extends ContactSummary {
  phone: string | null
  locale: string | null
  device: string | null
  referrer: string | null
  landing_url: string | null
  utm: Record<string, string>
  conversation_count: number
  first_seen_at: Time
  last_seen_at: Time
}

/** What was erased of a contact, and when. */
export interface ErasureReceipt {
  contact_id: Id
  erased_at: Time
  conversations: number
  messages: number
  leads: number
  /** That were not sent yet, or could not be. */
  mails: number
}

export interface Counts {
  /** Capped at 100: show "99+". */
  all: number
  waiting: number
  mine: number
  leads_new: number
}

/** How long visitors waited today, by the workspace's clock, until a person came. */
export interface WaitsToday {
  since: Time
  /** Null where nobody waited. */
  today: { median_s: number; p75_s: number } | null
}

/** Within how many minutes a person should answer whoever waits. */
export interface QueueTarget {
  target_minutes: number
}

/** What became of one conversation of a selection: one of both is null. */
export interface BulkResult {
  id: Id
  conversation: Conversation | null
  problem: Problem | null
}

/** Another spelling of a search that found nothing; null where there is none that finds something. */
export interface Suggestion {
  q: string | null
}

/** A stretch with one holder, who is never `none`. */
export interface Leg {
  holder: HolderKind
  from: Time
  until: Time
}
/** A line of the log. */
export interface LogLine extends Conversation {
  legs: Leg[]
}
/** The deletion of all empty conversations. */
export interface Sweep {
  total: number
  deleted: number
  by: string
  started_at: Time
  /** Null while it runs. */
  finished_at: Time | null
}
