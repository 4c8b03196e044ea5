import type { Assistant, KnowledgeSource } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { api } from '../../lib/api'
import { toastError } from '../../lib/explain'
import { t, teach } from '../../lib/i18n'
import { knowledge } from '../../lib/i18n/en/knowledge'
import { keys } from '../../lib/keys'
import { sourcesQuery, useMe } from '../../lib/queries'
import { toast } from '../../lib/toasts'
import { Confirm } from '../../ui/dialog'
import { Empty } from '../../ui/empty'
import { Failure } from '../../ui/failure'
import { Menu, MenuChoices } from '../../ui/menu'
import { AddFiles } from './add-files'
import { AddUrl } from './add-url'
import { Ask } from './ask'
import { Documents } from './documents'
import { SourcesTable } from './sources-table'
import { WriteText } from './write-text'

teach(knowledge)

/** What one assistant may answer from; nothing else is used. */
export function Knowledge({
  assistants,
  assistant,
  onAssistant,
}: {
  assistants: Assistant[]
  assistant: Assistant
  onAssistant: (id: string) => void
}) {
  const me = useMe()
  const editable = me.permissions.includes('knowledge.write')
  const url = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{t('knowledge.title')}</h1>
          <p>{t('knowledge.lead', { names: assistant.name })}</p>
        </div>
        {assistants.length > 1 && (
          <div className="end">
            <Menu
              align="end"
              label={t('knowledge.assistant')}
              trigger={
                <button type="button" className="drop box">
                  {assistant.name}
                  <ChevronDown className="i" size={14} aria-hidden="true" />
                </button>
              }
            >
              <MenuChoices
                value={assistant.id}
                onChoose={onAssistant}
                choices={assistants.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Menu>
          </div>
        )}
      </header>
      {editable && (
        <div className="addbar">
          <AddUrl assistant={assistant.id} ref={url} />
          <AddFiles assistant={assistant.id} ref={files} />
          <WriteText assistant={assistant.id} />
        </div>
      )}
      <div className="two">
        <Sources
          assistant={assistant}
          editable={editable}
          onImport={() => url.current?.focus()}
          onUpload={() => files.current?.click()}
        />
        <Ask key={assistant.id} assistant={assistant.id} name={assistant.name} />
      </div>
    </>
  )
}

interface SourcesProps {
  assistant: Assistant
  editable: boolean
  onImport: () => void
  onUpload: () => void
}

function Sources({ assistant, editable, onImport, onUpload }: SourcesProps) {
  const client = useQueryClient()
  const list = useQuery(sourcesQuery(assistant.id))
  const [viewed, setViewed] = useState<KnowledgeSource | null>(null)
  const [doomed, setDoomed] = useState<KnowledgeSource | null>(null)
  const remove = useMutation({
    mutationFn: (source: KnowledgeSource) => api.deleteSource(source.id),
    onSuccess: (_, source) => toast({ title: t('knowledge.deleted', { title: source.title }) }),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: keys.allSources }),
  })
  const sources = list.data?.items ?? []
  return (
    <section className="tbl-scroll" aria-label={t('knowledge.title')} data-pane>
      {list.error && !list.data && (
        <Failure title={t('knowledge.failed')} error={list.error} onRetry={() => void list.refetch()} />
      )}
      {sources.length > 0 && (
        <SourcesTable sources={sources} editable={editable} onView={setViewed} onDelete={setDoomed} />
      )}
      {list.data && !sources.length && (
        <Empty picture="read" title={t('empty.knowledge.title')} detail={t('empty.knowledge.detail')}>
          {editable && (
            <>
              <button type="button" className="btn primary" onClick={onImport}>
                {t('empty.knowledge.import')}
              </button>
              <button type="button" className="btn" onClick={onUpload}>
                {t('empty.knowledge.upload')}
              </button>
            </>
          )}
        </Empty>
      )}
      {viewed && <Documents source={viewed} onClose={() => setViewed(null)} />}
      <Confirm
        title={t('knowledge.deleteTitle', { title: doomed?.title ?? '' })}
        detail={t('knowledge.deleteDetail', { n: doomed?.chunk_count ?? 0 })}
        open={doomed !== null}
        onClose={() => setDoomed(null)}
        keep={t('knowledge.keep')}
        act={t('knowledge.delete')}
        tone="danger"
        onConfirm={() => doomed && remove.mutate(doomed)}
      />
    </section>
  )
}
