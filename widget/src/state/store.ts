import type { Event } from './event'
import { reduce } from './reduce'
import { initial, type State } from './state'

export interface Store {
  readonly state: State
  dispatch(event: Event): void
  /** Called after each change with what was before; returns how to stop. */
  subscribe(listener: (before: State) => void): () => void
}

/** Holds the state; whoever shows or keeps it subscribes. */
export function createStore(): Store {
  const listeners = new Set<(before: State) => void>()
  let state = initial
  return {
    get state() {
      return state
    },
    dispatch(event) {
      const before = state
      state = reduce(state, event)
      if (state !== before) for (const listener of [...listeners]) listener(before)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
