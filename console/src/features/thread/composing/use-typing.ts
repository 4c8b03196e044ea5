import type { Id } from '@baton/api'
import { useEffect, useMemo } from 'react'
import { ambient } from '../../../lib/ambient'
import { api } from '../../../lib/api'

/** At most one signal in this time. */
const EVERY_MS = 2_000

/** Tells the visitor and the team that somebody is writing, while somebody is; of a note, the team. A signal that is lost is lost. */
export function useTypingSignal(conversation: Id, note = false) {
  const signal = useMemo(() => {
    let saidAt = 0
    const say = (on: boolean) => void api.typing(conversation, on, note).catch(() => {})
    return {
      wrote(text: string) {
        if (!text || ambient.now() - saidAt < EVERY_MS) return
        saidAt = ambient.now()
        say(true)
      },
      stopped() {
        if (!saidAt) return
        saidAt = 0
        say(false)
      },
    }
  }, [conversation, note])
  useEffect(() => signal.stopped, [signal])
  return signal
}
