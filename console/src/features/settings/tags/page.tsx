import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toastError } from '../../../lib/explain'
import { t, teach } from '../../../lib/i18n'
import { tags } from '../../../lib/i18n/en/settings/tags'
import { toast } from '../../../lib/toasts'
import { Confirm } from '../../../ui/dialog'
import { Empty } from '../../../ui/empty'
import { Failure } from '../../../ui/failure'
import { SettingsSection } from '../../../ui/form/page'
import { Table, TableSkeleton } from '../../../ui/form/table'
import { Late } from '../../../ui/late'
import { SearchField } from '../../../ui/search-field'
import type { TagColour } from '../../../ui/tags/names'
import { usePaint } from '../../../ui/tags/paint'
import { colourTag, counted, deleteTag, reached, type TagUse, usedQuery } from './api'
import { columns } from './columns'
import { Rename, type Renaming } from './rename'

teach(tags)

/** The tags of the workspace: how often each is used, another name or a colour for one, and none of one any more. */
export function TagsPage() {
  const client = useQueryClient()
  const [q, setQ] = useState('')
  const list = useInfiniteQuery(usedQuery(q))
  const [renaming, setRenaming] = useState<Renaming | null>(null)
  const [deleting, setDeleting] = useState<TagUse | null>(null)
  usePaint()
  const paint = useMutation({
    mutationFn: ({ tag, colour }: { tag: TagUse; colour: TagColour | null }) => colourTag(tag.name, colour),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: ['tags'] }),
  })
  const remove = useMutation({
    mutationFn: ({ name }: TagUse) => deleteTag(name),
    onSuccess: (reach, { name }) =>
      toast({ title: t('tags.deleted', { tag: name }), detail: reached(reach) }),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: ['tags'] }),
  })
  const rows = list.data?.pages.flatMap((page) => page.items)
  return (
    <SettingsSection title={t('tags.title')} lead={t('tags.lead')}>
      {(q || Boolean(rows?.length)) && (
        <div className="tags-tools">
          <SearchField label={t('tags.find')} value={q} onSearch={setQ} />
        </div>
      )}
      {list.error && !rows && (
        <Failure title={t('tags.failed')} error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && (
        <Late>
          <TableSkeleton />
        </Late>
      )}
      {rows?.length === 0 && <NoTags q={q} onClear={() => setQ('')} />}
      {rows && rows.length > 0 && (
        <Table
          label={t('tags.title')}
          columns={columns({
            rename: (tag) => setRenaming({ tag, merge: false }),
            merge: (tag) => setRenaming({ tag, merge: true }),
            remove: setDeleting,
            paint: (tag, colour) => paint.mutate({ tag, colour }),
          })}
          rows={rows}
          id={({ name }) => name}
        />
      )}
      {list.hasNextPage && (
        <button
          type="button"
          className="btn ghost sm tags-next"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('tags.more')}
        </button>
      )}
      {renaming && <Rename {...renaming} onClose={() => setRenaming(null)} />}
      <Confirm
        title={t('tags.deleteTitle', { tag: deleting?.name ?? '' })}
        detail={deleting ? t('tags.deleteDetail', { count: counted(deleting) }) : ''}
        open={deleting !== null}
        onClose={() => setDeleting(null)}
        keep={t('tags.keep')}
        act={t('tags.deleteIt')}
        tone="danger"
        onConfirm={() => deleting && remove.mutate(deleting)}
      />
    </SettingsSection>
  )
}

function NoTags({ q, onClear }: { q: string; onClear: () => void }) {
  if (!q) return <Empty picture="lines" title={t('tags.none')} detail={t('tags.noneDetail')} />
  return (
    <Empty picture="search" title={t('tags.notFound', { q })} detail={t('tags.notFoundDetail')}>
      <button type="button" className="btn" onClick={onClear}>
        {t('tags.clear')}
      </button>
    </Empty>
  )
}
