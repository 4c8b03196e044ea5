import type { Written } from '@baton/api'
import { BookOpenCheck, ChevronDown, NotebookPen, RefreshCw } from 'lucide-react'
import { t } from '../../../lib/i18n'
import { Key } from '../../../ui/keys'
import { Menu, MenuItem } from '../../../ui/menu'
import type { Wish } from './pieces'

/** The languages that Baton speaks with visitors. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'ar']
const nameOf = new Intl.DisplayNames('en', { type: 'language' })

/** How many pages it rests on, in words. */
export function groundedWords({ sources }: Written): string {
  const n = new Set(sources.map((source) => source.document_id)).size
  return t('transcript.grounded', { n })
}

interface ActionsProps {
  kind: 'draft' | 'summary'
  written: Written
  /** Without a model it is quoted, and what only a model can do is not offered. */
  model: boolean
  onUse: () => void
  onNote: () => void
  onAsk: (wish: Wish) => void
}

/** What can be done with what was written. */
export function DraftActions({ kind, written, model, onUse, onNote, onAsk }: ActionsProps) {
  if (kind === 'summary')
    return (
      <div className="acts">
        <NoteButton onClick={onNote} />
      </div>
    )
  const revise = (how: 'shorter' | 'friendlier' | 'formal') => onAsk({ kind: 'revision', of: written, how })
  return (
    <>
      <div className="acts">
        <button type="button" className="btn sm" onClick={onUse}>
          {t('copilot.use')} <Key name="Tab" />
        </button>
        {model && (
          <>
            <button
              type="button"
              className="btn ghost sm"
              onClick={() => onAsk({ kind: 'draft', insteadOf: written })}
            >
              <RefreshCw className="i" size={13} aria-hidden="true" />
              {t('copilot.again')}
            </button>
            <button type="button" className="btn ghost sm" onClick={() => revise('shorter')}>
              {t('copilot.shorter')}
            </button>
            <Menu side="top" label={t('copilot.rewrite')} trigger={opener(t('copilot.rewrite'))}>
              <MenuItem onSelect={() => revise('friendlier')}>{t('copilot.friendlier')}</MenuItem>
              <MenuItem onSelect={() => revise('formal')}>{t('copilot.formal')}</MenuItem>
            </Menu>
            <Menu side="top" label={t('copilot.translate')} trigger={opener(t('copilot.translate'))}>
              {LANGUAGES.map((language) => (
                <MenuItem
                  key={language}
                  onSelect={() => onAsk({ kind: 'revision', of: written, how: 'translated', language })}
                >
                  {nameOf.of(language)}
                </MenuItem>
              ))}
            </Menu>
          </>
        )}
        <span className="grounded end">
          <BookOpenCheck className="i" size={14} aria-hidden="true" />
          {groundedWords(written)}
        </span>
      </div>
      {!model && <p className="draft-why">{t('copilot.quoted')}</p>}
    </>
  )
}

const opener = (label: string) => (
  <button type="button" className="btn ghost sm">
    {label}
    <ChevronDown className="i" size={13} aria-hidden="true" />
  </button>
)

export function NoteButton({ onClick }: { onClick: () => void }) {
  return (
    <button type="button" className="btn sm" onClick={onClick}>
      <NotebookPen className="i" size={14} aria-hidden="true" />
      {t('copilot.toNote')}
    </button>
  )
}
