/** What assistants know, and why they answered as they did. */

import type { Id, Time } from './base'
import type { MessageKind } from './conversation'
import type { HeldAnswer } from './handover'

export interface KnowledgeSource {
  id: Id
  assistant_id: Id
  kind: 'file' | 'url' | 'text' | 'answer'
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
  /** What teammates had whispered. */
  whispers: { by: string; body: string }[]
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
/** Why a turn answered as it did, and what the team made of its answer. */
export interface TurnView extends Trace {
  /** Null: the answer went out by itself. */
  held: HeldAnswer | null
}

/** What a correction would change. */
export interface Replay {
  /** Those first whose answers change. */
  items: Replayed[]
  /** How many questions were looked through. */
  looked_at: number
  since: Time
  /** False: time was over before all were answered again. */
  is_complete: boolean
  answerer: 'extractive' | 'model'
  /** The earlier answer of the team that goes. */
  replaces: Id | null
}
export interface Replayed {
  conversation_id: Id
  seq: number
  question: string
  asked_at: Time
  /** In how many conversations it was asked in these words. */
  times: number
  /** What the assistant said then. */
  said: string | null
  before: WouldSay
  after: WouldSay
  changes: boolean
}
export interface WouldSay {
  kind: MessageKind
  /** Null where a model would find the words. */
  text: string | null
  sources: ReplaySource[]
}
export interface ReplaySource {
  /** Null: the correction itself. */
  document_id: Id | null
  title: string
}
