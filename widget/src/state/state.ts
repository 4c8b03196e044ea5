import type { Id, LeadSource, LiveTurn, WidgetBaton, WidgetInit, WidgetMessage } from '@baton/api'
import type { State as Link } from '@baton/realtime'

/** A message of the visitor that the server has not confirmed yet. */
export interface Draft {
  client_id: string
  body: string
  /** `waiting`: for the network. `failed`: refused, the visitor may retry. */
  status: 'sending' | 'waiting' | 'failed'
}

/** The answer that is being made. `halted`: it was cut off or has ended, and its stored message is on the way. */
export interface Live extends LiveTurn {
  halted: boolean
}

/** A change of holder, remembered at the place where it was seen. */
export interface Mark {
  epoch: number
  /** Highest message seq at that moment. */
  after: number
  kind: 'joined' | 'left' | 'closed'
  name: string | null
}

export interface Form {
  source: LeadSource
  status: 'open' | 'sending' | 'sent'
  /** What the server found wrong, by field; `''` for the whole. */
  errors: Readonly<Record<string, string>>
  /** Where the answer will go; set once sent. */
  email: string
}

export interface State {
  /** Null until the first session has begun. */
  assistant: WidgetInit['assistant'] | null
  conversation: Id
  baton: WidgetBaton
  /** Ascending by seq, each once. */
  messages: readonly WidgetMessage[]
  /** Every message up to this seq is known (or hidden). */
  known: number
  /** Messages up to this seq are not shown: before the window, or cleared. */
  floor: number
  outbox: readonly Draft[]
  live: Live | null
  /** Newest turn that has ended; what arrives late from it is void. */
  ended: Id
  marks: readonly Mark[]
  /** The place in the queue as it was told last. */
  place: number | null
  /** A person is typing; null name where names are turned off. */
  typing: { name: string | null } | null
  /** Highest seq that a person has seen. */
  seen: number
  /** Highest seq that the visitor has seen. */
  read: number
  /** What is new begins after this seq; null: nothing was new when the panel opened. */
  divider: number | null
  form: Form | null
  /** Up to this seq the assistant's wish for contact details has been answered, or turned down. */
  asked: number
  link: Link
  /** The last thing asked for did not work; said until the next one does. */
  failed: boolean
  /** Milliseconds to add to the local monotonic clock to get the server's time. */
  clock: number
}

export const initial: State = {
  assistant: null,
  conversation: '',
  baton: { holder: 'assistant', epoch: 0, person: null, waiting_since: null, waits: null },
  messages: [],
  known: 0,
  floor: 0,
  outbox: [],
  live: null,
  ended: '',
  marks: [],
  place: null,
  typing: null,
  seen: 0,
  read: 0,
  divider: null,
  form: null,
  asked: 0,
  link: 'connecting',
  failed: false,
  clock: 0,
}
