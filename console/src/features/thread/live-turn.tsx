import { LoaderCircle, Square } from 'lucide-react'
import { t } from '../../lib/i18n'
import type { Turn } from '../../live/turns'
import { Markdown } from '../../ui/markdown'
import { BotMark } from '../../ui/marks'

interface LiveTurnProps {
  turn: Turn
  assistant: string
  /** Absent for those who may not take over. */
  onStop?: (() => void) | undefined
}

/** The answer while it is made: what is there of it, what is being done, and how to stop it. */
export function LiveTurn({ turn, assistant, onStop }: LiveTurnProps) {
  const doing =
    turn.sources !== null && turn.sources > 0
      ? t('transcript.reading', { n: turn.sources })
      : t('transcript.searching')
  return (
    <article className="msg a live" aria-live="off" aria-busy="true">
      <p className="who">
        <b>{assistant}</b> {t('transcript.writing')}
        <BotMark size={16} />
      </p>
      {turn.text && (
        <div className="bub" dir="auto">
          <Markdown
            source={turn.text}
            cite={(n, key) => (
              <span key={key} className="cite">
                {n}
              </span>
            )}
            tail={<span className="caret" />}
          />
        </div>
      )}
      {!turn.ended && (
        <div className="under">
          <span className="grounded">
            <LoaderCircle className="i spin" size={14} aria-hidden="true" />
            {doing}
          </span>
          {onStop && (
            <button type="button" className="tool" onClick={onStop}>
              <Square className="i" size={12} aria-hidden="true" />
              {t('transcript.stop')}
            </button>
          )}
        </div>
      )}
      <span className="sr" aria-live="polite">
        {wholeSentences(turn.text)}
      </span>
    </article>
  )
}

/** What may be read aloud already: nothing is announced twice, no word is cut. */
export function wholeSentences(text: string): string {
  const end = Math.max(
    text.lastIndexOf('. '),
    text.lastIndexOf('? '),
    text.lastIndexOf('! '),
    text.lastIndexOf('\n'),
  )
  return text.slice(0, end + 1).replace(/\[\d+\]/g, '')
}
