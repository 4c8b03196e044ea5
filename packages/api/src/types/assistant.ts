/** Assistants, their drafts and versions, and what they do by themselves. */

import type { Id, Time } from './base'
import type { LeadForm } from './lead'
import type { BusinessHours } from './team'

export interface Guardrails {
  /** What it does not talk about. */
  avoid: string[]
  max_words: number
}
export interface LeadPrompt {
  mode: 'after_turns' | 'on_intent' | 'off'
  turns: number
}
export interface Handover {
  unsure: 'offer' | 'pass'
  /** 0: never by their number. */
  after_declines: number
}
export type AutopilotMode = 'auto' | 'held' | 'off'
/** What becomes of a held answer that nobody looked at. */
export type Unseen = 'send' | 'escalate'
export interface Autopilot {
  mode: AutopilotMode
  hold_s: number
  unseen: Unseen
}
export type WidgetTheme = 'system' | 'light' | 'dark'
/** Where lines end, or where they begin. */
export type WidgetSide = 'end' | 'start'
export type Tone = 'factual' | 'warm' | 'playful'
/** A language to answer in, by its tag. */
export type SpokenLanguage =
  | 'en'
  | 'ar'
  | 'bg'
  | 'bn'
  | 'ca'
  | 'cs'
  | 'da'
  | 'de'
  | 'el'
  | 'es'
  | 'et'
  | 'fa'
  | 'fi'
  | 'fr'
  | 'he'
  | 'hi'
  | 'hr'
  | 'hu'
  | 'id'
  | 'is'
  | 'it'
  | 'ja'
  | 'ko'
  | 'lt'
  | 'lv'
  | 'ms'
  | 'nl'
  | 'no'
  | 'pl'
  | 'pt'
  | 'ro'
  | 'ru'
  | 'sk'
  | 'sl'
  | 'sr'
  | 'sv'
  | 'ta'
  | 'th'
  | 'tr'
  | 'uk'
  | 'ur'
  | 'vi'
  | 'zh'

export type RuleCondition =
  | { type: 'exit_intent' }
  | { type: 'idle'; seconds: number }
  | { type: 'scroll'; percent: number }
  | { type: 'time'; seconds: number }
  | { type: 'returning' }
  | { type: 'utm'; name: string; value: string }
  | { type: 'url'; how: 'contains' | 'is' | 'starts'; value: string }
  | { type: 'event'; name: string }
export type RuleDeed =
  | { type: 'open_url'; url: string }
  | { type: 'send'; text: string }
  | { type: 'lead_form' }
  | { type: 'dismiss' }
export interface RuleButton {
  label: string
  do: RuleDeed
}
export type RuleAction =
  | { type: 'buttons'; text: string; buttons: RuleButton[] }
  | { type: 'lead_form' }
  | { type: 'person' }
  | { type: 'answer'; text: string; open: boolean }
export interface Rule {
  id: Id
  name: string
  enabled: boolean
  /** Higher wins. */
  priority: number
  /** All of these. */
  when: RuleCondition[]
  /** One, or two to compare; who is in no share sees nothing. */
  actions: { share: number; do: RuleAction }[]
  cap: 'visit' | 'session' | 'ever'
}

/** What is versioned: the draft, or a version. */
export interface Assistant {
  id: Id
  name: string
  greeting: string
  /** Below the name; empty: the widget's own words. */
  tagline: string
  tone: Tone
  /** What it answers in, the usual first; empty: whatever it can. */
  languages: SpokenLanguage[]
  instructions: string
  /** 0 to 1; below it the assistant says that it does not know. */
  threshold: number
  /** Exact `scheme://host[:port]`, or `*`; empty: nowhere. */
  allowed_origins: string[]
  brand_color: string
  starter_prompts: string[]
  show_human_names: boolean
  lead_form: LeadForm
  avatar: Id | null
  guardrails: Guardrails
  lead_prompt: LeadPrompt
  handover: Handover
  /** Whether its answers go out by themselves. */
  autopilot: Autopilot
  theme: WidgetTheme
  side: WidgetSide
  /** Whether the form comes before the first message. */
  form_first: boolean
  /** Null: as the workspace. */
  hours: BusinessHours | null
  rules: Rule[]
  created_at: Time
}
/** As it is published. */
export interface AssistantView extends Assistant {
  version: number
  /** How many things of the draft are not published. */
  unpublished: number
  archived_at: Time | null
}
export type AssistantPart =
  | 'identity'
  | 'instructions'
  | 'rules'
  | 'handover'
  | 'lead_form'
  | 'install'
  | 'look'
/** One difference, in words. */
export interface Change {
  part: AssistantPart
  says: string
  before: string | null
  after: string | null
}
export interface DraftView {
  assistant: Assistant
  version: number
  changes: Change[]
  changed_at: Time | null
  changed_by: string | null
}
export interface VersionView {
  number: number
  note: string
  published_by: string | null
  published_at: Time
  changes: Change[]
}
export interface RuleCount {
  rule: Id
  variant: number
  shown: number
  clicked: number
  led: number
  won: number
}
export interface SiteVerdict {
  origin: string
  allowed: boolean
  allowed_in_draft: boolean
  seen_at: Time | null
}
