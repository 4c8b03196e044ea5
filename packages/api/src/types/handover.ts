/** What is read by whoever takes over, and left by whoever hands back. */

import type { Id, Person, Time } from './base'
import type { Baton } from './conversation'

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
export type FailedHow = 'declined' | 'rated_down' | 'unreachable'
export interface BriefFailed extends BriefQuote {
  how: FailedHow
  detail: string | null
}
export interface BriefFirstLine {
  text: string
  language: string
}
/** The handover brief: everything in it was said or stored before. */
export interface Brief {
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
export interface StandingOrders {
  items: StandingOrder[]
  /** Whether the assistant can keep to them: only a model can. */
  followed: boolean
}
