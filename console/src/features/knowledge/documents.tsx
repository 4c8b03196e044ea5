import type { KnowledgeSource } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/i18n'
import { sourceQuery } from '../../lib/queries'
import { Dialog } from '../../ui/dialog'
import { Failure } from '../../ui/failure'
import { Markdown } from '../../ui/markdown'

/** What the assistant read from a source, as it read it. */
export function Documents({ source, onClose }: { source: KnowledgeSource; onClose: () => void }) {
  const { data, error, refetch } = useQuery(sourceQuery(source.id))
  return (
    <Dialog title={source.title} open onClose={onClose} className="dialog wide">
      {error && <Failure title={t('knowledge.failed')} error={error} onRetry={() => void refetch()} />}
      {source.error && <p className="form-problem">{source.error}</p>}
      {data && <p>{t('knowledge.documents', { n: data.documents.length })}</p>}
      <div className="documents">
        {data?.documents.map((document) => (
          <article key={document.id} className="document">
            <h4>
              {document.title}
              <span className="t-xs muted">
                {t('knowledge.documentPassages', { n: document.chunk_count })}
              </span>
            </h4>
            <div className="bub">
              <Markdown source={document.body} />
            </div>
          </article>
        ))}
      </div>
      <div className="acts">
        <button type="button" className="btn" onClick={onClose}>
          {t('common.close')}
        </button>
      </div>
    </Dialog>
  )
}
