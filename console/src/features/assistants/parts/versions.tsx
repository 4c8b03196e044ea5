import type { VersionView } from '@baton/api'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useState } from 'react'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { exact } from '../../../lib/time'
import { toast } from '../../../lib/toasts'
import { Dialog } from '../../../ui/dialog'
import { Failure } from '../../../ui/failure'
import { assistantsApi, versionsKey } from '../api'
import { Changes } from '../changes'
import type { Draft } from '../use-draft'

/** Everything that was published, newest first. */
export function Versions({ draft }: { draft: Draft }) {
  const { id } = draft.assistant
  const [back, setBack] = useState<number | null>(null)
  const query = useInfiniteQuery({
    queryKey: versionsKey(id),
    queryFn: ({ pageParam }) => assistantsApi.versions(id, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.has_more ? page.items.at(-1)?.number : undefined),
  })
  if (query.error && !query.data)
    return <Failure title={t('ver.failed')} error={query.error} onRetry={() => void query.refetch()} />
  const versions = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <ol className="asst-versions">
        {versions.map((version) => (
          <Row
            key={version.number}
            version={version}
            live={version.number === draft.view.version}
            editable={draft.editable}
            onBack={() => setBack(version.number)}
          />
        ))}
      </ol>
      {query.hasNextPage && (
        <button
          type="button"
          className="btn"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('ver.more')}
        </button>
      )}
      {back !== null && <BackDialog id={id} number={back} onClose={() => setBack(null)} />}
    </>
  )
}

interface RowProps {
  version: VersionView
  live: boolean
  editable: boolean
  onBack: () => void
}

function Row({ version, live, editable, onBack }: RowProps) {
  const { number, note, published_by, published_at, changes } = version
  return (
    <li>
      <div className="row">
        <b>{t('ver.number', { n: number })}</b>
        {live && <span className="chip">{t('ver.live')}</span>}
        <span className="muted trunc">
          {published_by
            ? t('ver.by', { name: published_by, when: exact(published_at) })
            : exact(published_at)}
        </span>
        <span className="grow" />
        {!live && editable && (
          <button type="button" className="btn sm" onClick={onBack}>
            <History className="i" size={13} aria-hidden="true" />
            {t('ver.back')}
            <span className="sr">{t('ver.number', { n: number })}</span>
          </button>
        )}
      </div>
      {note && <p>{note}</p>}
      {changes.length > 0 ? <Changes changes={changes} /> : <p className="muted">{t('ver.start')}</p>}
    </li>
  )
}

function BackDialog({ id, number, onClose }: { id: string; number: number; onClose: () => void }) {
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: [...versionsKey(id), number],
    queryFn: () => assistantsApi.version(id, number),
  })
  const roll = useMutation({
    mutationFn: () => assistantsApi.rollBack(id, number),
    onSuccess: async ({ version }) => {
      await client.invalidateQueries({ queryKey: keys.assistants })
      onClose()
      toast({ title: t('draft.published', { n: version }) })
    },
  })
  return (
    <Dialog
      title={t('ver.backTitle', { n: number })}
      lead={t('ver.backLead')}
      open
      onClose={onClose}
      className="dialog asst-publish"
    >
      {data && (data.changes.length ? <Changes changes={data.changes} /> : <p>{t('ver.same')}</p>)}
      {roll.error && (
        <p className="form-problem" role="alert">
          {explain(roll.error)}
        </p>
      )}
      <div className="acts">
        <button type="button" className="btn" onClick={onClose}>
          {t('common.cancel')}
        </button>
        <button
          type="button"
          className="btn primary"
          disabled={!data || roll.isPending}
          onClick={() => roll.mutate()}
        >
          {t('ver.back')}
        </button>
      </div>
    </Dialog>
  )
}
