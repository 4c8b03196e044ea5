/** Codes and small shapes that everything else is made of. */

/** UUIDv7, lower case with hyphens. */
export type Id = string
/** RFC 3339, UTC, milliseconds: `2026-11-20T10:00:00.000Z`. */
export type Time = string

export type Role = 'owner' | 'admin' | 'editor' | 'viewer'
export type Permission =
  | 'conversation.read'
  | 'conversation.reply'
  | 'conversation.delete'
  | 'conversation.bulk_delete'
  | 'conversation.export'
  | 'conversation.release_any'
  | 'lead.write'
  | 'contact.write'
  | 'knowledge.write'
  | 'assistant.write'
  | 'member.manage'
  | 'token.manage'
  | 'webhook.manage'
  | 'workspace.manage'
  | 'audit.read'
  | 'workspace.transfer'
export type MessageRole = 'user' | 'assistant' | 'human-agent'
export type Channel = 'widget' | 'whatsapp' | 'instagram' | 'messenger' | 'telegram' | 'email' | 'practice'
export type LeadStatus = 'new' | 'qualified' | 'contacted' | 'won' | 'lost'
export type LeadSource = 'form' | 'rule' | 'intent' | 'cta' | 'request' | 'api' | 'manual'
export type ReasonCode =
  | 'visitor_asked'
  | 'not_in_knowledge'
  | 'frustrated'
  | 'sensitive'
  | 'sales_opportunity'
  | 'technical_failure'
  | 'holder_gone'
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
