import { createStore } from './store'

/** Why somebody was signed out, where more is known than that they were. */
export const ended = createStore<{ state: 'suspended' | 'removed'; workspace: string } | null>(null)
