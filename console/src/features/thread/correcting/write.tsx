import type { FormEvent, KeyboardEvent } from 'react'
import { t } from '../../../lib/i18n'
import { focusOnMount } from '../../../ui/focus-on-mount'
import { Key } from '../../../ui/keys'
import { type Correction, LONGEST_ANSWER, LONGEST_QUESTION } from './draft'

interface WriteProps {
  bot: string
  written: Correction
  reachable: boolean
  onWrite: (next: Correction) => void
  onRestart: () => void
  onCancel: () => void
  onCheck: () => void
}

/** A question, and what it is answered with. */
export function Write({ bot, written, reachable, onWrite, onRestart, onCancel, onCheck }: WriteProps) {
  const ready = reachable && written.question.trim() !== '' && written.answer.trim() !== ''
  const check = (event: FormEvent) => {
    event.preventDefault()
    if (ready) onCheck()
  }
  const byKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) check(event)
  }
  return (
    <form onSubmit={check}>
      <label className="lbl dialog-field">
        {t('correct.question')}
        <span className="input">
          <input
            value={written.question}
            maxLength={LONGEST_QUESTION}
            onChange={(event) => onWrite({ ...written, question: event.target.value })}
          />
        </span>
      </label>
      <label className="lbl dialog-field">
        {t('correct.answer', { bot })}
        <span className="input area">
          <textarea
            ref={focusOnMount}
            rows={8}
            value={written.answer}
            maxLength={LONGEST_ANSWER}
            onKeyDown={byKey}
            onChange={(event) => onWrite({ ...written, answer: event.target.value })}
          />
        </span>
      </label>
      <p className="t-xs" role="status">
        {t(reachable ? 'correct.kept' : 'correct.offline')}
      </p>
      <div className="acts">
        <button type="button" className="btn ghost" onClick={onRestart}>
          {t('correct.restart')}
        </button>
        <span className="grow" />
        <button type="button" className="btn" onClick={onCancel}>
          {t('common.close')}
        </button>
        <button type="submit" className="btn primary" disabled={!ready}>
          {t('correct.check')} <Key name="Mod+↵" />
        </button>
      </div>
    </form>
  )
}
