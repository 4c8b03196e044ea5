/** Holds the types that people read and write (`types.ts`) against those made from the routes (`schema.d.ts`). */

import type { components } from './schema'
import type * as Wire from './types'

type Schemas = components['schemas']

/** Every type of the contract that the document names too. */
interface Contract {
  Actor: Wire.Actor
  AcknowledgedBy: Wire.AcknowledgedBy
  ActorKind: Wire.ActorKind
  Alert: Wire.Alert
  AlertKind: Wire.AlertKind
  AlertPlan: Wire.AlertPlan
  AlertSettings: Wire.AlertSettings
  AlertStep: Wire.AlertStep
  AlertWishes: Wire.AlertWishes
  ApiToken: Wire.ApiToken
  Assistant: Wire.Assistant
  AssistantView: Wire.AssistantView
  Autopilot: Wire.Autopilot
  AutopilotMode: Wire.AutopilotMode
  Baton: Wire.Baton
  BatonRequest: Wire.BatonRequest
  Brief: Wire.Brief
  BriefFact: Wire.BriefFact
  BriefFailed: Wire.BriefFailed
  BriefFirstLine: Wire.BriefFirstLine
  BriefQuote: Wire.BriefQuote
  BriefSource: Wire.BriefSource
  BriefTried: Wire.BriefTried
  BulkResult: Wire.BulkResult
  CannedReply: Wire.CannedReply
  Channel: Wire.Channel
  Citation: Wire.Citation
  Contact: Wire.Contact
  ContactSummary: Wire.ContactSummary
  Conversation: Wire.Conversation
  Copilot: Wire.Copilot
  Counts: Wire.Counts
  DraftSource: Wire.DraftSource
  DraftView: Wire.DraftView
  Envelope: Wire.Envelope
  ErasureReceipt: Wire.ErasureReceipt
  BriefWriter: Wire.BriefWriter
  FailedHow: Wire.FailedHow
  HolderGrace: Wire.HolderGrace
  HeldAnswer: Wire.HeldAnswer
  HeldState: Wire.HeldState
  HolderKind: Wire.HolderKind
  Id: Wire.Id
  Invitation: Wire.Invitation
  KnowledgeDocument: Wire.KnowledgeDocument
  KnowledgeSource: Wire.KnowledgeSource
  Lead: Wire.Lead
  LeadCapture: Wire.LeadCapture
  LeadFacts: Wire.LeadFacts
  LeadField: Wire.LeadField
  LeadForm: Wire.LeadForm
  LeadSource: Wire.LeadSource
  LeadStatus: Wire.LeadStatus
  LiveTurn: Wire.LiveTurn
  Me: Wire.Me
  Member: Wire.Member
  MemberFacts: Wire.MemberFacts
  MemberState: Wire.MemberState
  Message: Wire.Message
  MessageKind: Wire.MessageKind
  MessageRole: Wire.MessageRole
  Note: Wire.Note
  OpenInvitation: Wire.OpenInvitation
  Permission: Wire.Permission
  Person: Wire.Person
  Piece: Wire.Piece
  Problem: Wire.Problem
  ProblemCode: Wire.ProblemCode
  QueueTarget: Wire.QueueTarget
  ReasonCode: Wire.ReasonCode
  Replay: Wire.Replay
  ReplaySource: Wire.ReplaySource
  Replayed: Wire.Replayed
  RevisionKind: Wire.RevisionKind
  Role: Wire.Role
  Rule: Wire.Rule
  RuleCount: Wire.RuleCount
  SavedView: Wire.SavedView
  Score: Wire.Score
  ScoreReason: Wire.ScoreReason
  SentInvitation: Wire.SentInvitation
  SessionSeen: Wire.SessionSeen
  Signal: Wire.Signal
  SiteVerdict: Wire.SiteVerdict
  StandingOrder: Wire.StandingOrder
  StandingOrders: Wire.StandingOrders
  Teammate: Wire.Teammate
  Time: Wire.Time
  Trace: Wire.Trace
  TracePassage: Wire.TracePassage
  TurnStage: Wire.TurnStage
  TurnView: Wire.TurnView
  Staffing: Wire.Staffing
  Struggle: Wire.Struggle
  StruggleSign: Wire.StruggleSign
  ViewFilters: Wire.ViewFilters
  WaitMode: Wire.WaitMode
  Unseen: Wire.Unseen
  VersionView: Wire.VersionView
  Whisper: Wire.Whisper
  WouldSay: Wire.WouldSay
  WidgetBaton: Wire.WidgetBaton
  WidgetCatchUp: Wire.WidgetCatchUp
  WidgetEvent: Wire.WidgetEvent
  WidgetInit: Wire.WidgetInit
  WidgetMessage: Wire.WidgetMessage
  WorkspaceOffer: Wire.WorkspaceOffer
  WidgetWait: Wire.WidgetWait
  Written: Wire.Written
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
