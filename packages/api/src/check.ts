/** Holds the types that people read and write (`types.ts`) against those made from the routes (`schema.d.ts`). */

import type { components } from './schema'
import type * as Wire from './types'

type Schemas = components['schemas']

/** Every type of the contract that the document names too. */
interface Contract {
  Actor: Wire.Actor
  ActorKind: Wire.ActorKind
  ApiToken: Wire.ApiToken
  Assistant: Wire.Assistant
  Baton: Wire.Baton
  Channel: Wire.Channel
  Citation: Wire.Citation
  Contact: Wire.Contact
  ContactSummary: Wire.ContactSummary
  Conversation: Wire.Conversation
  Counts: Wire.Counts
  Envelope: Wire.Envelope
  HolderKind: Wire.HolderKind
  Id: Wire.Id
  KnowledgeDocument: Wire.KnowledgeDocument
  KnowledgeSource: Wire.KnowledgeSource
  Lead: Wire.Lead
  LeadFacts: Wire.LeadFacts
  LeadField: Wire.LeadField
  LeadForm: Wire.LeadForm
  LeadSource: Wire.LeadSource
  LeadStatus: Wire.LeadStatus
  LiveTurn: Wire.LiveTurn
  Me: Wire.Me
  Member: Wire.Member
  Message: Wire.Message
  MessageKind: Wire.MessageKind
  MessageRole: Wire.MessageRole
  Permission: Wire.Permission
  Person: Wire.Person
  Problem: Wire.Problem
  ProblemCode: Wire.ProblemCode
  ReasonCode: Wire.ReasonCode
  Role: Wire.Role
  Signal: Wire.Signal
  Time: Wire.Time
  Trace: Wire.Trace
  TracePassage: Wire.TracePassage
  TurnStage: Wire.TurnStage
  WidgetBaton: Wire.WidgetBaton
  WidgetCatchUp: Wire.WidgetCatchUp
  WidgetEvent: Wire.WidgetEvent
  WidgetInit: Wire.WidgetInit
  WidgetMessage: Wire.WidgetMessage
}

/** `T` with what may be absent written as null: the two say "nothing" in different ways. */
type Plain<T> = T extends readonly (infer U)[]
  ? Plain<U>[]
  : T extends object
    ? { [K in keyof T]-?: Plain<Exclude<T[K], undefined>> | (undefined extends T[K] ? null : never) }
    : T

/** The name of a type unless each of the two forms can stand for the other. */
type Differs<K, A, B> = [A] extends [B] ? ([B] extends [A] ? never : K) : K

type Differing = { [K in keyof Contract]: Differs<K, Plain<Contract[K]>, Plain<Schemas[K]>> }[keyof Contract]

type None<T extends never> = T

/** Does not compile, and names the types, when one is not what the routes say. */
export type Agreed = None<Differing>
