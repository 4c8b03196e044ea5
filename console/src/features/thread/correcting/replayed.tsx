import type { Id, Replay } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../../lib/i18n'
import { Empty } from '../../../ui/empty'
import { Failure } from '../../../ui/failure'
import { focusOnMount } from '../../../ui/focus-on-mount'
import { correctingApi } from './api'
import type { Correction } from './draft'
import { Question } from './question'

interface ReplayedProps {
  assistant: { id: Id; name: string }
  turn: Id
  correction: Correction
  reachable: boolean
  busy: boolean
  problem: string | null
  onPublish: () => void
  onBack: () => void
}

/** What visitors asked lately, answered without a correction and with it. */
export function Replayed(props: ReplayedProps) {
  const { assistant, turn, correction, reachable, busy, problem } = props
  const replay = useQuery({
    queryKey: ['correction', assistant.id, turn, correction.question, correction.answer],
    queryFn: ({ signal }) => correctingApi.preview(assistant.id, turn, correction, signal),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return (
    <>
      <div className="replay" aria-busy={replay.isPending} aria-live="polite">
        {replay.isPending && <Asking />}
        {replay.error && (
          <Failure title={t('correct.failed')} error={replay.error} onRetry={() => void replay.refetch()} />
        )}
        {replay.data && <Outcome replay={replay.data} bot={assistant.name} />}
      </div>
      {problem && (
        <p className="form-problem" role="alert">
          {problem}
        </p>
      )}
      {!reachable && (
        <p className="t-xs" role="status">
          {t('correct.offline')}
        </p>
      )}
      <div className="acts">
        <button type="button" className="btn" ref={focusOnMount} disabled={busy} onClick={props.onBack}>
          {t('correct.back')}
        </button>
        <span className="grow" />
        <button
          type="button"
          className="btn primary"
          disabled={!replay.data || busy || !reachable}
          onClick={props.onPublish}
        >
          {t('correct.publish')}
        </button>
      </div>
    </>
  )
}

/** While it is found out. */
function Asking() {
  return (
    <div className="replay-asking">
      <p>{t('correct.asking')}</p>
      <span className="sk" aria-hidden="true" />
      <span className="sk" aria-hidden="true" />
      <span className="sk" aria-hidden="true" />
    </div>
  )
}

function Outcome({ replay, bot }: { replay: Replay; bot: string }) {
  const changed = replay.items.filter((each) => each.changes)
  const same = replay.items.filter((each) => !each.changes)
  return (
    <>
      {replay.replaces && <p className="replay-note">{t('correct.replaces')}</p>}
      {replay.items.length === 0 ? (
        <Empty
          picture="search"
          title={t('correct.none')}
          detail={t('correct.noneDetail', { n: replay.looked_at })}
        />
      ) : (
        <>
          <h4>{changed.length > 0 ? t('correct.changes', { n: changed.length }) : t('correct.noChange')}</h4>
          <p className="t-xs">
            {changed.length > 0 ? t('correct.of', { n: replay.items.length }) : t('correct.noChangeDetail')}
          </p>
          {replay.answerer === 'model' && <p className="replay-note">{t('correct.model', { bot })}</p>}
          {!replay.is_complete && <p className="replay-note">{t('correct.partly')}</p>}
          {changed.map((each) => (
            <Question key={`${each.conversation_id} ${each.seq}`} replayed={each} />
          ))}
          {same.length > 0 && (
            <details className="replay-same" open={changed.length === 0}>
              <summary>{t('correct.stay', { n: same.length })}</summary>
              {same.map((each) => (
                <Question key={`${each.conversation_id} ${each.seq}`} replayed={each} />
              ))}
            </details>
          )}
        </>
      )}
    </>
  )
}
