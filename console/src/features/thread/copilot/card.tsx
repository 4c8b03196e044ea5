import type { Conversation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useState } from 'react'
import { drafts } from '../../../lib/drafts'
import { t } from '../../../lib/i18n'
import { useMe } from '../../../lib/queries'
import { IconButton } from '../../../ui/icon-button'
import { BotMark } from '../../../ui/marks'
import { BriefSummary } from './brief-summary'
import { DraftActions } from './draft-actions'
import { copilotQuery } from './pieces'
import { Text } from './text'
import { useCopilot } from './use-copilot'
import './words'
import '../../../styles/copilot.css'

/** What the keys of the composer do to the card. */
export interface CardKeys {
  /** Takes the draft; answers whether there was one. */
  use: () => boolean
}

interface CardProps {
  conversation: Conversation
  /** Counts how often a draft was asked for. */
  asked: number
  keys: Ref<CardKeys>
  onUse: (text: string) => void
  /** Goes on with the note. */
  onNote: () => void
  onClose: () => void
}

/** What the assistant drafts for a teammate, above the field: it is never typed into it by itself. */
export function CopilotCard({ conversation, asked, keys, onUse, onNote, onClose }: CardProps) {
  const { id, assistant } = conversation
  const me = useMe()
  const { data } = useQuery(copilotQuery)
  const copilot = useCopilot(id)
  const { progress, ask } = copilot
  const written = progress?.is === 'ready' ? progress.written : null
  const [kind, setKind] = useState<'draft' | 'summary'>('draft')
  const canSumUp = data?.model !== false
  const quotes = kind === 'summary' && !canSumUp
  useEffect(() => {
    setKind('draft')
    void ask({ kind: 'draft' })
  }, [asked])
  const toggle = () => {
    const next = kind === 'summary' ? 'draft' : 'summary'
    setKind(next)
    if (next === 'summary' && !canSumUp) copilot.halt()
    else void ask({ kind: next })
  }
  const halt = () => {
    if (!copilot.halt()) onClose()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    onClose()
  }
  const use = () => {
    if (!written || kind !== 'draft') return false
    onUse(plain(written.text))
    onClose()
    return true
  }
  const note = (text: string) => {
    const place = `${id}.note`
    const before = drafts.read(me.workspace.id, place)
    drafts.write(me.workspace.id, place, before ? `${before}\n\n${text}` : text)
    onNote()
  }
  useImperativeHandle(keys, () => ({ use }))
  const title = t(kind === 'summary' ? 'copilot.summary' : 'copilot.draft', { name: assistant.name })
  return (
    <section className="draft" aria-label={title} aria-busy={progress?.is === 'writing'} onKeyDown={onKey}>
      <header className="h">
        <BotMark size={16} />
        <h3>{title}</h3>
        <span className="end">
          <button type="button" className="tool" onClick={toggle}>
            {t(kind === 'summary' ? 'copilot.toDraft' : 'copilot.summarise')}
          </button>
          <IconButton
            size="xs"
            label={t(kind === 'summary' ? 'copilot.closeSummary' : 'copilot.close')}
            onClick={onClose}
          >
            <X className="i" size={14} aria-hidden="true" />
          </IconButton>
        </span>
      </header>
      {quotes ? (
        <BriefSummary conversation={conversation} onNote={note} />
      ) : (
        progress && (
          <>
            <Text progress={progress} assistant={assistant.name} onStop={halt} onAsk={ask} />
            {written && (
              <DraftActions
                kind={kind}
                written={written}
                model={data?.model ?? false}
                onUse={use}
                onNote={() => note(written.text)}
                onAsk={ask}
              />
            )}
          </>
        )
      )}
    </section>
  )
}

/** The text as the visitor reads it: without the numbers of its sources. */
const plain = (text: string) => text.replace(/[ \t]*\[\d{1,3}\]/g, '')
