import type { Id } from '@baton/api'
import { useEffect, useRef } from 'react'
import { createStore } from '../lib/store'

interface Insertion {
  /** What it writes in. */
  conversation: Id
  write(text: string): void
}

/** Where text that was chosen elsewhere is written: the open composer, if there is one. */
export const insertion = createStore<Insertion | null>(null)

/** Takes text that is chosen elsewhere while the component is there. */
export function useInsertion(conversation: Id, write: (text: string) => void): void {
  const current = useRef(write)
  current.current = write
  useEffect(() => {
    const here: Insertion = { conversation, write: (text) => current.current(text) }
    insertion.set(here)
    return () => insertion.set((now) => (now === here ? null : now))
  }, [conversation])
}
