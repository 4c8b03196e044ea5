import { useEffect, useMemo, useState } from '#dom'
import type { State } from '../state/state'
import { useUi } from '../ui/context'
import { createNarrator } from './narrator'

/** Lines kept in the live region; older ones have been said. */
const KEPT = 4

/** The two voices of a screen reader: what is said in the chat, and who holds the baton. */
export function Announcer() {
  const { t, chat, assistant } = useUi()
  const [lines, setLines] = useState<{ id: number; text: string }[]>([])
  const [status, setStatus] = useState('')
  const narrate = useMemo(() => createNarrator(t), [t])
  useEffect(() => {
    let id = 0
    return chat.store.subscribe((before) => {
      const after = chat.store.state
      const said = narrate(before, after)
      if (said.length) setLines((all) => [...all, ...said.map((text) => ({ id: id++, text }))].slice(-KEPT))
      if (before.conversation === after.conversation) {
        const change = passed(before, after)
        if (change) setStatus(change)
      }
    })
  }, [chat, narrate])

  const passed = (before: State, after: State): string | null => {
    const from = before.baton
    const to = after.baton
    if (from.epoch === to.epoch) return null
    if (to.holder === 'nobody') return t('finding')
    if (to.holder === 'none') return t('ended')
    if (to.holder === 'person')
      return `${t('human')}. ${t('joined', { name: to.person?.name ?? t('person') })}`
    if (from.holder !== 'person') return assistant.name
    return t('handed_back', { name: from.person?.name ?? t('person'), assistant: assistant.name })
  }
  return (
    <>
      <div class="sr" aria-live="polite" aria-relevant="additions">
        {lines.map((line) => (
          <p key={line.id}>{line.text}</p>
        ))}
      </div>
      <p class="sr" role="status">
        {status}
      </p>
    </>
  )
}
