import type { Id, Written } from '@baton/api'
import { useEffect, useRef, useState } from 'react'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { pieces, type Wish } from './pieces'

type Kind = 'draft' | 'summary'

/** How far a wish has come. `before`: the draft that is written in another way, or could not be. */
export type Progress =
  | { is: 'writing'; kind: Kind; text: string; before?: Written }
  | { is: 'ready'; kind: Kind; written: Written; complaint?: string }
  | { is: 'nothing'; kind: Kind }
  | { is: 'failed'; kind: Kind; detail: string }

/** Has something written for the teammate: one thing at a time, and none for a conversation that was left. */
export function useCopilot(conversation: Id) {
  const [progress, setProgress] = useState<Progress | null>(null)
  const running = useRef<AbortController>(undefined)
  const stop = () => running.current?.abort()

  useEffect(() => () => running.current?.abort(), [conversation])

  const ask = async (wish: Wish) => {
    stop()
    const mine = new AbortController()
    running.current = mine
    const kind: Kind = wish.kind === 'summary' ? 'summary' : 'draft'
    const old = wish.kind === 'revision' ? wish.of : wish.kind === 'draft' ? wish.insteadOf : undefined
    const before = old ? { before: old } : {}
    const show = (next: Progress) => {
      if (running.current === mine && !mine.signal.aborted) setProgress(next)
    }
    const fail = (detail: string) =>
      show(old ? { is: 'ready', kind, written: old, complaint: detail } : { is: 'failed', kind, detail })
    let text = ''
    show({ is: 'writing', kind, text, ...before })
    try {
      for await (const piece of pieces(conversation, wish, mine.signal)) {
        if (piece.type === 'delta') {
          text += piece.text
          show({ is: 'writing', kind, text, ...before })
        } else if (piece.type === 'done') return show({ is: 'ready', kind, written: piece })
        else if (piece.type === 'nothing') return show({ is: 'nothing', kind })
        else return fail(piece.detail)
      }
      fail(t('error.unreachable'))
    } catch (error) {
      fail(explain(error))
    }
  }
  /** Stops writing: an earlier draft stays, half a one goes. Answers whether anything is there still. */
  const halt = (): boolean => {
    stop()
    const kept = progress?.is === 'writing' ? progress.before : undefined
    setProgress(kept ? { is: 'ready', kind: 'draft', written: kept } : null)
    return !!kept
  }
  return { progress, ask, halt }
}
