import type { Signal } from '@baton/api'
import type { Live, State } from './state'

type TurnSignal = Extract<Signal, { type: `turn.${string}` | 'message.delta' }>

/** Follows the answer that is being made. Signals may be lost, doubled or late; the stored message is what counts. */
export function withTurn(state: State, signal: TurnSignal): State {
  const { turn_id, epoch } = signal.data
  const live = state.live?.id === turn_id ? state.live : null
  if (signal.type === 'turn.ended') {
    return {
      ...state,
      ended: turn_id > state.ended ? turn_id : state.ended,
      live: live ? ended(live, signal.data.outcome === 'answered') : state.live,
    }
  }
  // An older epoch has lost the right to speak; ids of turns ascend in time.
  if (epoch < state.baton.epoch || turn_id <= state.ended || live?.halted) return state
  switch (signal.type) {
    case 'turn.started':
      return live ? state : { ...state, live: begun(turn_id, epoch, signal.data.stage) }
    case 'turn.stage':
      return { ...state, live: { ...(live ?? begun(turn_id, epoch, 'searching')), stage: signal.data.stage } }
    case 'message.delta': {
      const current = live ?? begun(turn_id, epoch, 'writing')
      const { index, text } = signal.data
      if (index !== current.next_index) return state
      return {
        ...state,
        live: { ...current, stage: 'writing', text: current.text + text, next_index: index + 1 },
      }
    }
  }
}

function begun(id: string, epoch: number, stage: Live['stage']): Live {
  return { id, epoch, stage, text: '', next_index: 0, halted: false }
}

/** An answered turn leaves its text until the message stands in its place. */
function ended(live: Live, answered: boolean): Live | null {
  return (answered || live.halted) && live.text ? { ...live, halted: true } : null
}
