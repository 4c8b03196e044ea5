import type { Replayed, WouldSay } from '@baton/api'
import { Link } from '@tanstack/react-router'
import { SquareArrowOutUpRight } from 'lucide-react'
import { t } from '../../../lib/i18n'
import { ago, exact, useMinutes } from '../../../lib/time'
import { Markdown } from '../../../ui/markdown'

/** A question that visitors asked, and what it is answered with before and after. */
export function Question({ replayed }: { replayed: Replayed }) {
  const now = useMinutes()
  const { question, asked_at, times, conversation_id, before, after, changes, said } = replayed
  const isWorded = after.text !== null
  return (
    <article className="replayed" aria-label={question}>
      <header>
        <p className="replayed-asked" dir="auto">
          “{question}”
        </p>
        <p className="t-xs">
          {times > 1 && <>{t('correct.times', { n: times })} · </>}
          <time dateTime={asked_at} title={exact(asked_at)}>
            {ago(asked_at, now)}
          </time>
          <Link
            className="replayed-link"
            to="/inbox/$conversationId"
            params={{ conversationId: conversation_id }}
            search={{}}
            target="_blank"
          >
            {t('correct.conversation')}
            <SquareArrowOutUpRight className="i" size={12} aria-hidden="true" />
            <span className="sr">{t('correct.newTab')}</span>
          </Link>
        </p>
      </header>
      <dl>
        {!isWorded && said && (
          <div>
            <dt>{t('correct.said')}</dt>
            <dd dir="auto">
              <Markdown source={said} />
            </dd>
          </div>
        )}
        <div>
          <dt>{t('correct.before')}</dt>
          <dd dir="auto">
            <Says says={before} />
          </dd>
        </div>
        {changes && (
          <div className="after">
            <dt>{t('correct.after')}</dt>
            <dd dir="auto">
              <Says says={after} />
            </dd>
          </div>
        )}
      </dl>
    </article>
  )
}

function Says({ says }: { says: WouldSay }) {
  if (says.text !== null)
    return (
      <>
        {(says.kind === 'decline' || says.kind === 'handover') && (
          <p className="replayed-kind">{t(`correct.kind.${says.kind}`)}</p>
        )}
        <Markdown source={says.text} />
      </>
    )
  if (says.sources.length === 0) return <p>{t('correct.readsNothing')}</p>
  const titles = says.sources.map((source) =>
    source.document_id === null ? t('correct.yours') : `“${source.title}”`,
  )
  return <p>{t('correct.reads', { titles: new Intl.ListFormat('en').format(titles) })}</p>
}
