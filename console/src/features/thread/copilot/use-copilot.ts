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
    const before = wish.kind === 'revision' ? { before: wish.of } : {}
    const show = (next: Progress) => {
      if (running.current === mine && !mine.signal.aborted) setProgress(next)
    }
    const fail = (detail: string) =>
      show(
        wish.kind === 'revision'
          ? { is: 'ready', kind, written: wish.of, complaint: detail }
          : { is: 'failed', kind, detail },
      )
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
  const close = () => {
    stop()
    setProgress(null)
  }
  /** Stops writing: an earlier draft stays, half a one goes. */
  const halt = () => {
    stop()
    setProgress((now) =>
      now?.is === 'writing' && now.before ? { is: 'ready', kind: now.kind, written: now.before } : null,
    )
  }
  return { progress, ask, close, halt }
}
