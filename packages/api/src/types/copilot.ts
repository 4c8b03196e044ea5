/** What is written for a teammate on request. */

import type { Id } from './base'

/** A passage that a draft relies on. */
export interface DraftSource {
  /** The number used in the text as `[n]`. */
  n: number
  chunk_id: Id
  document_id: Id
  title: string
  url: string | null
  quote: string
}
/** What was written: a draft with its sources, or a summary. */
export interface Written {
  text: string
  sources: DraftSource[]
  answerer: 'extractive' | 'model'
  model: string | null
}
/** A piece of it, in the order in which it comes; the last one is none of the deltas. */
export type Piece =
  | { type: 'delta'; text: string }
  | ({ type: 'done' } & Written)
  | { type: 'nothing' }
  | { type: 'failed'; detail: string }
export type RevisionKind = 'shorter' | 'friendlier' | 'formal' | 'translated'
/** What can be written here: without a model a draft quotes, and nothing is rewritten, translated or summed up. */
export interface Copilot {
  model: boolean
}
