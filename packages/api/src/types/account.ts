/** Who is signed in, and what a refusal looks like. */

import type { Id, Permission, Person, Role, Time } from './base'

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
  /** Since when they are locked out. */
  suspended_at: Time | null
}
export type MemberState = 'active' | 'suspended' | 'removed'
/** A member as an event tells of them. */
export interface MemberFacts extends Person {
  role: Role
  state: MemberState
}
export interface Invitation {
  id: Id
  email: string
  role: Role
  invited_by: string | null
  created_at: Time
  expires_at: Time
}
export interface SentInvitation extends Invitation {
  /** Shown this once. */
  link: string
  /** Whether it is mailed to them too. */
  mailed: boolean
}
/** What whoever holds the link sees. */
export interface OpenInvitation {
  workspace: string
  email: string
  role: Role
  invited_by: string | null
  expires_at: Time
}
export interface WorkspaceOffer {
  from: Person
  to: Person
  expires_at: Time
}
/** A browser in which somebody is signed in. */
export interface SessionSeen {
  id: Id
  device: string | null
  address: string | null
  created_at: Time
  last_seen_at: Time
  current: boolean
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
  /** Seconds, with `rate_limited` and every 503. */
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
  | 'request_timeout'
  | 'payload_too_large'
  | 'request_timeout'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'storage_full'
  | 'storage_failed'
  | 'unavailable'
  | 'internal'
