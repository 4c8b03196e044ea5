/** What is read by whoever takes over, and left by whoever hands back. */

import type { Unseen } from './assistant'
import type { Id, Person, Time } from './base'
import type { Baton, Citation, MessageKind } from './conversation'

/** Words of a message, on one line. */
export interface BriefQuote {
  seq: number
  text: string
}
export interface BriefFact {
  /** `name`, `email`, `phone`, `page`, `language`, `device`, `wants`, or a key of the lead form. */
  label: string
  value: string
  /** The visitor's message in which it stands, where it stands in one. */
  seq: number | null
}
export interface BriefSource {
  title: string
  url: string | null
}
export interface BriefTried extends BriefQuote {
  sources: BriefSource[]
}
export type FailedHow = 'declined' | 'rated_down' | 'unreachable' | 'said'
export interface BriefFailed extends BriefQuote {
  how: FailedHow
  detail: string | null
}
export interface BriefFirstLine {
  text: string
  language: string
}
/** Who put a brief into words: nobody, or a model whose statements were held against what was said. */
export type BriefWriter = 'trace' | 'model'
/** The handover brief: everything in it was said or stored before. */
export interface Brief {
  written_by: BriefWriter
  is_being_written: boolean
  assistant: string
  escalated_at: Time | null
  reason: Baton['reason']
  topic: string | null
  wants: BriefQuote[]
  summary: BriefQuote | null
  known: BriefFact[]
  tried: BriefTried[]
  failed: BriefFailed[]
  collected: BriefFact[]
  first_line: BriefFirstLine
}
/** What whoever hands back wants the assistant to keep to. */
export interface StandingOrder {
  id: Id
  conversation_id: Id
  author: Person
  body: string
  created_at: Time
  /** Null: until it is taken away. */
  expires_at: Time | null
}
/** A teammate asks the one who holds the baton for it. */
export interface BatonRequest {
  id: Id
  conversation_id: Id
  /** Once the baton has moved from here the request is void. */
  epoch: number
  asker: Person
  holder: Person
  note: string | null
  asked_at: Time
  /** From then on the asker may take it from somebody who is gone. */
  lapses_at: Time
}
/** What a teammate wrote to be sent later. */
export interface ScheduledReply {
  id: Id
  conversation_id: Id
  author: Person
  client_id: string
  body: string
  then: 'resolve' | 'release' | null
  /** Where the visitor wrote after it, it is not sent. */
  after_seq: number
  state: 'waiting' | 'sent' | 'withdrawn' | 'overtaken' | 'not_held'
  due_at: Time
  created_at: Time
}
/** How long a teammate may be gone while a visitor waits for their answer. */
export interface HolderGrace {
  /** Null: for ever. */
  minutes: number | null
}
export interface StandingOrders {
  items: StandingOrder[]
  /** Whether the assistant can keep to them: only a model can. */
  followed: boolean
}
/** What became of a held answer. */
export type HeldState = 'held' | 'passed' | 'edited' | 'vetoed' | 'sent' | 'escalated' | 'void'
/** An answer that the assistant finished and that is not said yet. */
export interface HeldAnswer {
  id: Id
  conversation_id: Id
  turn_id: Id
  kind: MessageKind
  /** As the assistant wrote it. */
  body: string
  citations: Citation[]
  unseen: Unseen
  state: HeldState
  held_at: Time
  due_at: Time
  decided_at: Time | null
  /** Null: time, or what happened meanwhile. */
  decided_by: Person | null
}
/** What a teammate told the assistant in private. */
export interface Whisper {
  id: Id
  conversation_id: Id
  author: Person
  body: string
  created_at: Time
}
