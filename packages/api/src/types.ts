/** What goes over the wire: REST bodies, realtime events, widget views. Mirrors the schemas of openapi.json. */

/** UUIDv7, lower case with hyphens. */
export type Id = string
/** RFC 3339, UTC, milliseconds: `2026-11-20T10:00:00.000Z`. */
export type Time = string

export type Role = 'owner' | 'admin' | 'editor' | 'viewer'
export type Permission =
  | 'conversation.read'
  | 'conversation.reply'
  | 'conversation.delete'
  | 'conversation.release_any'
  | 'lead.write'
  | 'contact.write'
  | 'knowledge.write'
  | 'assistant.write'
  | 'member.manage'
  | 'token.manage'
  | 'workspace.manage'
export type MessageRole = 'user' | 'assistant' | 'human-agent'
export type Channel = 'widget' | 'whatsapp' | 'instagram' | 'messenger' | 'telegram' | 'email'
export type LeadStatus = 'new' | 'qualified' | 'contacted' | 'won' | 'lost'
export type LeadSource = 'form' | 'rule' | 'intent' | 'cta' | 'request' | 'api'
export type ReasonCode =
  | 'visitor_asked'
  | 'not_in_knowledge'
  | 'frustrated'
  | 'sensitive'
  | 'sales_opportunity'
  | 'technical_failure'
  | 'teammate'
  | 'other'

/** A page of a list; `next_cursor` is null on the last one. */
export interface Page<T> {
  items: T[]
  next_cursor: string | null
}

export interface Person {
  id: Id
  name: string
}

/** Who holds the right and duty to send the next answer. `none`: resolved; `nobody`: waiting for a person. */
export type HolderKind = 'assistant' | 'person' | 'nobody' | 'none'

export interface Baton {
  status: 'open' | 'resolved'
  holder: HolderKind
  /** Set when holder is `person`. */
  person: Person | null
  /** Grows with every change of holder; what carries an older epoch is void. */
  epoch: number
  claimed_at: Time | null
  /** Set while escalated (also while claimed after an escalation, until released or resolved). */
  escalated_at: Time | null
  reason: { code: ReasonCode; text: string } | null
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
export type MessageKind = 'answer' | 'decline' | 'handover' | 'chat' | 'lead_form'

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
  /** `cut`: the assistant was interrupted mid-answer by a person. */
  state: 'complete' | 'cut'
  kind: MessageKind | null
  citations: Citation[]
  turn_id: Id | null
  created_at: Time
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
  tags: string[]
  lead: { id: Id; status: LeadStatus } | null
  page: { url: string; title: string | null } | null
  turn: LiveTurn | null
  /** False for drive-by visitors who never wrote. */
  engaged: boolean
  last_activity_at: Time
  created_at: Time
  /** When searched: the message or reason that matched, with `<<` and `>>` around the hits. */
  match?: { seq: number | null; snippet: string } | null
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

export interface Counts {
  /** Capped at 100: show "99+". */
  all: number
  waiting: number
  mine: number
  leads_new: number
}

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

export interface Assistant {
  id: Id
  name: string
  greeting: string
  instructions: string
  /** 0 to 1; below it the assistant says that it does not know. */
  threshold: number
  /** Exact `scheme://host[:port]`, or `*`; empty: nowhere. */
  allowed_origins: string[]
  brand_color: string
  starter_prompts: string[]
  show_human_names: boolean
  lead_form: LeadForm
  created_at: Time
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

export interface KnowledgeSource {
  id: Id
  assistant_id: Id
  kind: 'file' | 'url' | 'text'
  title: string
  url: string | null
  status: 'pending' | 'importing' | 'ready' | 'failed'
  /** Why it failed and what to do, for people. */
  error: string | null
  document_count: number
  chunk_count: number
  created_at: Time
  updated_at: Time
}
export interface KnowledgeDocument {
  id: Id
  source_id: Id
  title: string
  url: string | null
  chunk_count: number
  body: string
}

/** Why this answer: what a turn understood, read, decided and sent. */
export interface Trace {
  turn_id: Id
  conversation_id: Id
  outcome: 'running' | 'answered' | 'declined' | 'escalated' | 'fenced' | 'failed'
  understood_as: string
  language: string | null
  passages: TracePassage[]
  confidence: number
  threshold: number
  answerer: 'extractive' | 'model'
  model: string | null
  prompt_tokens: number | null
  completion_tokens: number | null
  tools: { name: string; arguments: string; result: string }[]
  error: string | null
  retrieve_ms: number
  first_token_ms: number | null
  total_ms: number
  started_at: Time
}
export interface TracePassage {
  /** Citation number; null when read but not used. */
  n: number | null
  document_id: Id
  chunk_id: Id
  title: string
  heading: string
  url: string | null
  text: string
  score: number
  used: boolean
}

export interface Me {
  user: { id: Id; name: string; email: string }
  workspace: { id: Id; name: string }
  role: Role
  permissions: Permission[]
  workspaces: { id: Id; name: string; role: Role }[]
  realtime: { key: string; path: string }
  /** Newest event seq of the workspace at the time of the answer: start of the stream. */
  event_seq: number
}
export interface Member {
  id: Id
  name: string
  email: string
  role: Role
  accepted_at: Time | null
}
export interface ApiToken {
  id: Id
  name: string
  role: Role
  /** First characters, to recognise it. */
  prefix: string
  created_at: Time
  last_used_at: Time | null
}

/** problem+json. */
export interface Problem {
  status: number
  code: ProblemCode
  title: string
  /** What happened and what to do about it. */
  detail: string
  /** By field name. */
  fields?: Record<string, string>
  /** With `already_claimed` and `must_claim_first` when somebody holds it. */
  holder?: Person
  /** Seconds, with `rate_limited`. */
  retry_after?: number
  request_id: string
}
export type ProblemCode =
  | 'bad_request'
  | 'unauthorized'
  | 'invalid_credentials'
  | 'token_expired'
  | 'forbidden'
  | 'origin_not_allowed'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'already_claimed'
  | 'must_claim_first'
  | 'setup_done'
  | 'validation_failed'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'storage_full'
  | 'unavailable'
  | 'internal'

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
  | EnvelopeOf<'conversation.claimed', { baton: Baton; from: HolderKind }>
  | EnvelopeOf<'conversation.released', { baton: Baton; from: HolderKind }>
  | EnvelopeOf<'conversation.escalated', { baton: Baton }>
  | EnvelopeOf<'conversation.resolved', { baton: Baton }>
  | EnvelopeOf<'conversation.reopened', { baton: Baton }>
  | EnvelopeOf<'conversation.tagged', { tag: string; tags: string[] }>
  | EnvelopeOf<'conversation.untagged', { tag: string; tags: string[] }>
  | EnvelopeOf<'lead.captured', { lead: LeadFacts }>
  | EnvelopeOf<'lead.updated', { lead: LeadFacts }>
  | EnvelopeOf<
      'contact.updated',
      { contact: { id: Id; name: string | null; email: string | null; phone: string | null } }
    >
  | EnvelopeOf<
      'knowledge.source_updated',
      { source_id: Id; status: KnowledgeSource['status']; title: string }
    >
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

/** Not stored, may be lost. On `private-conversation.{id}`; the first three also on the workspace channel. */
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
  | { type: 'read'; data: { conversation_id: Id; who: 'visitor' | 'person'; seq: number } }
  | { type: 'presence'; data: { contact_id: Id; online: boolean } }

// ---- what a visitor sees ----

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
