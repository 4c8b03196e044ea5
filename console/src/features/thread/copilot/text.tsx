import { LoaderCircle, Square } from 'lucide-react'
import { t } from '../../../lib/i18n'
import { Markdown } from '../../../ui/markdown'
import { citeIn } from '../cite'
import { groundedWords } from './draft-actions'
import type { Wish } from './pieces'
import type { Progress } from './use-copilot'

interface TextProps {
  progress: Progress
  assistant: string
  onStop: () => void
  onAsk: (wish: Wish) => void
}

/** What is there of it, or why there is nothing. */
export function Text({ progress, assistant, onStop, onAsk }: TextProps) {
  const { kind } = progress
  switch (progress.is) {
    case 'writing':
      return (
        <>
          <div className="draft-text" dir="auto" aria-live="off">
            {progress.text && (
              <Markdown source={progress.text} cite={() => null} tail={<span className="caret" />} />
            )}
          </div>
          <div className="acts">
            <span className="grounded" role="status">
              <LoaderCircle className="i spin" size={14} aria-hidden="true" />
              {t(progress.text ? 'copilot.writing' : 'copilot.reading')}
            </span>
            <button type="button" className="tool" onClick={onStop}>
              <Square className="i" size={12} aria-hidden="true" />
              {t('copilot.stop')}
            </button>
          </div>
        </>
      )
    case 'ready': {
      const { written, complaint } = progress
      return (
        <>
          <div className="draft-text" dir="auto">
            <Markdown source={written.text} cite={citeIn(written.sources)} />
          </div>
          {complaint && (
            <p className="draft-why" role="alert">
              {complaint}
            </p>
          )}
          <span className="sr" role="status">
            {kind === 'summary'
              ? t('copilot.readySummary')
              : t('copilot.ready', { grounded: groundedWords(written) })}
          </span>
        </>
      )
    }
    case 'nothing':
      return (
        <div className="draft-none" role="status">
          <b>{t('copilot.nothing')}</b>
          <p className="draft-why">{t('copilot.nothingWhy', { name: assistant })}</p>
        </div>
      )
    case 'failed':
      return (
        <div className="draft-none" role="alert">
          <b>{t(kind === 'summary' ? 'copilot.failedSummary' : 'copilot.failed')}</b>
          <p className="draft-why">{progress.detail}</p>
          <button type="button" className="btn sm" onClick={() => onAsk({ kind })}>
            {t('common.retry')}
          </button>
        </div>
      )
  }
}
