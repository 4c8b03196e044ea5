import type {
  Id,
  LeadSource,
  Signal,
  WidgetBaton,
  WidgetCatchUp,
  WidgetInit,
  WidgetMessage,
} from '@baton/api'
import type { State as Link } from '@baton/realtime'
import type { Draft, Mark } from './state'

/** What a visitor hears of it. */
export type VisitorSignal = Exclude<
  Signal,
  {
    type: 'presence' | 'seen' | 'writing' | 'viewing' | 'teammate' | 'alert.step' | 'alert.acknowledged'
  }
>

/** Everything that can happen to the chat: from the server, from the visitor, from the device. */
export type Event =
  | VisitorSignal
  | { type: 'booted'; session: WidgetInit; clock: number; marks: readonly Mark[]; asked: number }
  | { type: 'message'; message: WidgetMessage }
  | { type: 'baton'; baton: WidgetBaton }
  /** `live_before`: the turn that was live when the question went out. */
  | { type: 'caught_up'; answer: WidgetCatchUp; live_before: Id | null }
  | { type: 'outbox'; drafts: readonly Draft[] }
  | { type: 'draft_status'; client_id: string; status: Draft['status'] }
  | { type: 'typing_expired' }
  | { type: 'link'; link: Link }
  | { type: 'failed'; failed: boolean }
  | { type: 'opened' }
  | { type: 'closed' }
  | { type: 'read_to'; seq: number }
  | { type: 'form_opened'; source: LeadSource; email: string }
  | { type: 'form_closed' }
  | { type: 'form_sending' }
  | { type: 'form_refused'; errors: Readonly<Record<string, string>> }
  | { type: 'form_sent'; email: string }
  /** A lead was captured here, in another tab, or by the assistant itself. */
  | { type: 'lead_captured' }
  | { type: 'cleared' }
  | { type: 'forgotten' }
