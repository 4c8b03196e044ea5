import type { Id, LiveTurn, Signal } from '@baton/api'
import { createStore } from '../lib/store'

/** An answer that is being made, as far as it has arrived here. */
export interface Turn extends LiveTurn {
  /** How many sources are being read, once known. */
  sources: number | null
  /** Deltas that overtook an earlier one, by index. */
  early: Record<number, string>
  ended: boolean
}

export type TurnSignal = Extract<Signal, { data: { turn_id: Id } }>

/** By conversation. */
export const turns = createStore<ReadonlyMap<Id, Turn>>(new Map())

/** Until the stored message must have taken the place of an answered turn. */
const LINGER_MS = 4_000
/** Turns that are over: a straggler must not bring one back. */
const over = new Set<Id>()
const REMEMBERED = 200

function markOver(turn: Id): void {
  over.add(turn)
  const [oldest] = over
  if (over.size > REMEMBERED && oldest) over.delete(oldest)
}

function put(conversation: Id, turn: Turn | undefined): void {
  turns.set((all) => {
    if (all.get(conversation) === turn) return all
    const next = new Map(all)
    if (turn) next.set(conversation, turn)
    else next.delete(conversation)
    return next
  })
}

type Delta = Extract<Signal, { type: 'message.delta' }>['data']

function newTurn(id: Id, epoch: number, stage: LiveTurn['stage']): Turn {
  return { id, epoch, stage, text: '', next_index: 0, sources: null, early: {}, ended: false }
}

/** The state after a signal. A turn of an older epoch is void, whatever still arrives of it. */
export function turnAfter(turn: Turn | undefined, signal: Signal): Turn | undefined {
  switch (signal.type) {
    case 'turn.started': {
      const { turn_id: id, epoch, stage } = signal.data
      if (turn && (turn.epoch > epoch || turn.id === id)) return turn
      return newTurn(id, epoch, stage)
    }
    case 'turn.stage':
      if (turn?.id !== signal.data.turn_id) return turn
      return { ...turn, stage: signal.data.stage, sources: signal.data.sources }
    case 'message.delta':
      return afterDelta(turn, signal.data)
    case 'turn.ended':
      if (turn?.id !== signal.data.turn_id) return turn
      return signal.data.outcome === 'answered' || signal.data.outcome === 'declined'
        ? { ...turn, ended: true }
        : undefined
    default:
      return turn
  }
}

function afterDelta(turn: Turn | undefined, { turn_id: id, epoch, index, text }: Delta): Turn | undefined {
  if (turn && (turn.epoch > epoch || (turn.id !== id && turn.epoch === epoch))) return turn
  const known = turn?.id === id && turn.epoch === epoch ? turn : newTurn(id, epoch, 'writing')
  if (index < known.next_index) return known
  return drained({ ...known, stage: 'writing', early: { ...known.early, [index]: text } })
}

function drained(turn: Turn): Turn {
  const early = { ...turn.early }
  let { text, next_index } = turn
  for (let part = early[next_index]; part !== undefined; part = early[next_index]) {
    delete early[next_index]
    text += part
    next_index++
  }
  return { ...turn, text, next_index, early }
}

/** What the server says about the turn, joined with what has arrived since. */
export function seeded(turn: Turn | undefined, seed: LiveTurn | null): Turn | undefined {
  if (!seed) return turn?.ended ? turn : undefined
  if (turn && (turn.epoch > seed.epoch || (turn.id === seed.id && turn.next_index >= seed.next_index)))
    return turn
  const early = turn?.id === seed.id ? turn.early : {}
  return drained({ ...seed, sources: turn?.sources ?? null, early, ended: false })
}

/** True while a delta is missing before one that is here. */
export function hasHole(turn: Turn | undefined): boolean {
  return turn !== undefined && Object.keys(turn.early).length > 0
}

/** Returns the turn as it is now. */
export function applySignal(signal: TurnSignal): Turn | undefined {
  const { conversation_id: id, turn_id } = signal.data
  const before = turns.get().get(id)
  if (over.has(turn_id)) return before
  const next = turnAfter(before, signal)
  put(id, next)
  if (signal.type === 'turn.ended') markOver(turn_id)
  if (next?.ended) setTimeout(() => turns.get().get(id) === next && put(id, undefined), LINGER_MS)
  return next
}

export function seedTurn(conversation: Id, seed: LiveTurn | null): void {
  put(conversation, seeded(turns.get().get(conversation), seed))
}

/** True for a turn that has ended, whatever still arrives of it. */
export function isOver(turn: Id): boolean {
  return over.has(turn)
}

/** A turn whose message is stored is over, also where nothing of it has been heard yet. */
export function finishTurn(conversation: Id, turn: Id): void {
  markOver(turn)
  endTurn(conversation, ({ id }) => id === turn)
}

/** Ends the turn that a stored message or a change of holder made void. */
export function endTurn(conversation: Id, when: (turn: Turn) => boolean): void {
  const turn = turns.get().get(conversation)
  if (!turn || !when(turn)) return
  markOver(turn.id)
  put(conversation, undefined)
}

/** Forgets what has arrived: the stream had a break, and the server knows of no answer any more. */
export function forgetTurn(conversation: Id): void {
  put(conversation, undefined)
}
