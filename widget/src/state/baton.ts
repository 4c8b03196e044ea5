import type { WidgetBaton } from '@baton/api'
import type { Mark, State } from './state'

/** How many changes of holder are remembered for their place in the transcript. */
const MARKS = 50

/** Takes over a newer baton; an older one is void. `place`: remember where in the transcript it happened. */
export function withBaton(state: State, baton: WidgetBaton, place: boolean): State {
  if (baton.epoch < state.baton.epoch) return state
  const mark = place && baton.epoch > state.baton.epoch ? markOf(state, baton) : null
  return {
    ...state,
    baton,
    marks: mark ? [...state.marks, mark].slice(-MARKS) : state.marks,
    live: fenced(state, baton),
    typing: baton.holder === 'person' ? state.typing : null,
  }
}

/** What an older epoch was saying ends here; what it has said stays until its stored message comes. */
function fenced({ live }: State, baton: WidgetBaton): State['live'] {
  if (!live || live.epoch >= baton.epoch) return live
  return live.text ? { ...live, halted: true } : null
}

function markOf(state: State, baton: WidgetBaton): Mark | null {
  const before = state.baton
  const at = { epoch: baton.epoch, after: state.messages.at(-1)?.seq ?? state.known }
  if (baton.holder === 'person') return { ...at, kind: 'joined', name: baton.person?.name ?? null }
  if (baton.holder === 'none') return { ...at, kind: 'closed', name: null }
  if (baton.holder === 'assistant' && before.holder === 'person') {
    return { ...at, kind: 'left', name: before.person?.name ?? null }
  }
  return null
}
