import type { Brief, Conversation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { Copy, Sparkles } from 'lucide-react'
import { useState } from 'react'
import { briefQuery } from '../../../lib/handover'
import { t } from '../../../lib/i18n'
import { Late } from '../../../ui/late'
import { BotMark } from '../../../ui/marks'
import type { BatonActions } from '../use-baton'
import { asText } from './as-text'
import { BriefRows } from './rows'
import { useJump } from './use-jump'
import './words'
import '../../../styles/handover.css'

interface BriefCardProps {
  conversation: Conversation
  baton: BatonActions
}

/** What whoever takes over should know, so that nobody asks the visitor to repeat. */
export function BriefCard({ conversation, baton }: BriefCardProps) {
  const { id, assistant } = conversation
  // Who waits may still say more; what is said to a person is no part of it.
  const seq = baton.hold === 'wait' ? conversation.last_seq : 0
  const { data, error, isPending, refetch } = useQuery(briefQuery(id, conversation.baton.epoch, seq))
  const jump = useJump(id)
  return (
    <section className="brief" aria-live="off" aria-label={t('brief.title', { name: assistant.name })}>
      <header className="h">
        <BotMark size={20} />
        <h3>{t('brief.title', { name: assistant.name })}</h3>
        {data && <WrittenBy brief={data} />}
        {data && <CopyBrief brief={data} />}
      </header>
      {isPending && (
        <Late>
          <div className="brief-sk" aria-hidden="true">
            <span className="sk" />
            <span className="sk" />
            <span className="sk" />
          </div>
        </Late>
      )}
      {error && !data && (
        <p className="brief-error" role="alert">
          {t('brief.error')}
          <button type="button" className="btn sm" onClick={() => void refetch()}>
            {t('common.retry')}
          </button>
        </p>
      )}
      {data && (
        <BriefRows brief={data} conversation={conversation} mayWrite={baton.may.reply} onJump={jump} />
      )}
    </section>
  )
}

/** Who put it into words, so that nobody takes the one for the other. */
function WrittenBy({ brief: { written_by, is_being_written } }: { brief: Brief }) {
  const byModel = written_by === 'model'
  return (
    <>
      <span className="chip line" title={t(byModel ? 'brief.modelWhy' : 'brief.traceWhy')}>
        {byModel && <Sparkles className="i" size={12} aria-hidden="true" />}
        {t(`brief.by.${written_by}`)}
      </span>
      <span className="brief-writing" role="status">
        {is_being_written ? t('brief.writing') : ''}
      </span>
    </>
  )
}

function CopyBrief({ brief }: { brief: Brief }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(asText(brief))
    setCopied(true)
  }
  return (
    <span className="end">
      <button type="button" className="btn ghost sm" onClick={() => void copy()}>
        <Copy className="i" size={14} aria-hidden="true" />
        {t(copied ? 'brief.copied' : 'brief.copy')}
      </button>
    </span>
  )
}
