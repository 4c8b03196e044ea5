import { useState } from 'react'
import { explain } from '../lib/explain'
import { t } from '../lib/i18n'
import { problemOf } from '../lib/problem'
import { Empty } from './empty'

/** A part of the page that could not be loaded: what, why, again, and a reference to quote. */
export function Failure({ title, error, onRetry }: { title: string; error: unknown; onRetry?: () => void }) {
  const reference = problemOf(error)?.request_id
  return (
    <div className="failure" role="alert">
      <Empty picture="lines" title={title} detail={explain(error)}>
        {onRetry && (
          <button type="button" className="btn" onClick={onRetry}>
            {t('common.retry')}
          </button>
        )}
        {reference && <Reference id={reference} />}
      </Empty>
    </div>
  )
}

function Reference({ id }: { id: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(id)
    setCopied(true)
  }
  return (
    <button
      type="button"
      className="btn ghost"
      title={t('common.reference', { id })}
      onClick={() => void copy()}
    >
      {t(copied ? 'common.copied' : 'common.copyReference')}
    </button>
  )
}
