import type { Brief, BriefFact, BriefTried, Conversation } from '@baton/api'
import { BookOpen, CornerUpLeft } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { t } from '../../../lib/i18n'
import { isSafeLink } from '../../../lib/markdown'
import { useMe } from '../../../lib/queries'
import { failureText, labelOf } from './as-text'
import { offerDraft } from './offer-draft'

type OnJump = (seq: number) => void

interface BriefRowsProps {
  brief: Brief
  conversation: Conversation
  mayWrite: boolean
  onJump: OnJump
}

/** The rows of a brief; what was said in a message leads there. */
export function BriefRows({ brief, conversation, mayWrite, onJump }: BriefRowsProps) {
  const name = brief.assistant
  const { wants, summary, tried, failed } = brief
  return (
    <dl>
      <dt>{t('brief.wants')}</dt>
      <dd>
        {wants.map(({ seq, text }) => (
          <Said key={seq} seq={seq} text={text} onJump={onJump} />
        ))}
        {summary && (
          <Said seq={summary.seq} text={t('brief.summary', { name, text: summary.text })} onJump={onJump} />
        )}
        {!wants.length && !summary && <span className="muted">{t('brief.nothing')}</span>}
      </dd>
      <Facts label={t('brief.known')} facts={brief.known} onJump={onJump} />
      <dt>{t('brief.tried')}</dt>
      <dd>
        {tried.map((each) => (
          <Answer key={each.seq} tried={each} onJump={onJump} />
        ))}
        {!tried.length && <span className="muted">{t('brief.nothingTried', { name })}</span>}
      </dd>
      {failed.length > 0 && (
        <>
          <dt>{t('brief.failed')}</dt>
          <dd>
            {failed.map((each) => (
              <Said
                key={`${each.how} ${each.seq}`}
                seq={each.seq}
                text={failureText(each, name)}
                detail={each.detail}
                onJump={onJump}
              />
            ))}
          </dd>
        </>
      )}
      <Facts label={t('brief.collected')} facts={brief.collected} onJump={onJump} />
      <dt>{t('brief.first')}</dt>
      <dd>
        <FirstLine brief={brief} conversation={conversation} mayWrite={mayWrite} />
      </dd>
    </dl>
  )
}

/** Words that lead to the message in which they stand. */
function Said({
  seq,
  text,
  detail,
  onJump,
}: {
  seq: number
  text: string
  detail?: string | null
  onJump: OnJump
}) {
  return (
    <button
      type="button"
      className="brief-said"
      dir="auto"
      aria-label={t('brief.jump', { text })}
      onClick={() => onJump(seq)}
    >
      {text}
      {detail && <small> {detail}</small>}
    </button>
  )
}

function Answer({ tried, onJump }: { tried: BriefTried; onJump: OnJump }) {
  return (
    <div>
      <Said seq={tried.seq} text={tried.text} onJump={onJump} />
      {tried.sources.length > 0 && (
        <p className="brief-sources">
          <BookOpen className="i" size={12} aria-hidden="true" />
          {tried.sources.map((source) => (
            <SourceName key={source.title} title={source.title} url={source.url} />
          ))}
        </p>
      )}
    </div>
  )
}

function SourceName({ title, url }: { title: string; url: string | null }) {
  return url && isSafeLink(url) ? (
    <a href={url} target="_blank" rel="noreferrer">
      {title}
    </a>
  ) : (
    <span>{title}</span>
  )
}

function Facts({ label, facts, onJump }: { label: string; facts: BriefFact[]; onJump: OnJump }): ReactNode {
  if (!facts.length) return null
  return (
    <>
      <dt>{label}</dt>
      <dd className="brief-facts">
        {facts.map((fact) => (
          <span key={fact.label}>
            <span className="muted">{labelOf(fact)}</span>{' '}
            {fact.seq === null ? (
              <span dir="auto">{fact.value}</span>
            ) : (
              <Said seq={fact.seq} text={fact.value} onJump={onJump} />
            )}
          </span>
        ))}
      </dd>
    </>
  )
}

/** How one may begin; whoever may write takes it into their draft. */
function FirstLine({
  brief,
  conversation,
  mayWrite,
}: Pick<BriefRowsProps, 'brief' | 'conversation' | 'mayWrite'>) {
  const workspace = useMe().workspace.id
  const [used, setUsed] = useState(false)
  const { text, language } = brief.first_line
  const use = () => {
    offerDraft(workspace, conversation.id, text)
    setUsed(true)
  }
  return (
    <span className="brief-first">
      <span lang={language} dir="auto">
        {text}
      </span>
      <small className="muted">{t('brief.suggested')}</small>
      {mayWrite && (
        <button type="button" className="btn sm" disabled={used} onClick={use}>
          <CornerUpLeft className="i" size={13} aria-hidden="true" />
          {t(used ? 'brief.used' : 'brief.use')}
        </button>
      )}
    </span>
  )
}
