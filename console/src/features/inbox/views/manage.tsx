import type { SavedView } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { savedViewsQuery, viewsApi } from '../../../lib/inbox/saved-views'
import { toastWithUndo } from '../../../lib/toasts'
import { Dialog } from '../../../ui/dialog'
import { IconButton } from '../../../ui/icon-button'
import { SaveView } from './save'

interface ManageViewsProps {
  /** Whether the reader may change it. */
  may: (view: SavedView) => boolean
  onClose: () => void
}

/** The saved views in their order: to rename, to move and to delete. */
export function ManageViews({ may, onClose }: ManageViewsProps) {
  const client = useQueryClient()
  const { data } = useQuery(savedViewsQuery)
  const [renamed, setRenamed] = useState<SavedView | null>(null)
  const [said, setSaid] = useState('')
  const refresh = () => client.invalidateQueries({ queryKey: savedViewsQuery.queryKey })
  const order = useMutation({
    mutationFn: viewsApi.order,
    onSuccess: (next) => client.setQueryData(savedViewsQuery.queryKey, next),
    onError: (error) => {
      void refresh()
      toastError(error)
    },
  })
  const restore = useMutation({
    mutationFn: async ({ view, ids }: { view: SavedView; ids: string[] }) => {
      const { name, filters, shared } = view
      const again = await viewsApi.create({ name, filters, shared })
      await viewsApi.order(ids.map((id) => (id === view.id ? again.id : id)))
    },
    onError: toastError,
    onSettled: refresh,
  })
  const remove = useMutation({
    mutationFn: ({ view }: { view: SavedView; ids: string[] }) => viewsApi.remove(view.id),
    onSuccess: (_, { view, ids }) => {
      const back = () => restore.mutate({ view, ids })
      toastWithUndo({ title: t('views.deleted', { name: view.name }) }, t('views.undo'), back)
    },
    onError: toastError,
    onSettled: refresh,
  })
  const views = data?.items ?? []
  /** Those among which one has its place: the team's and one's own are two lists. */
  const among = (view: SavedView) => views.filter((each) => each.shared === view.shared)
  const move = (view: SavedView, by: number) => {
    const next = among(view)
    const from = next.indexOf(view)
    next.splice(from, 1)
    next.splice(from + by, 0, view)
    const others = views.filter((each) => each.shared !== view.shared)
    client.setQueryData(savedViewsQuery.queryKey, {
      items: view.shared ? [...next, ...others] : [...others, ...next],
    })
    setSaid(t('views.moved', { name: view.name, n: from + by + 1 }))
    order.mutate(next.map((each) => each.id))
  }
  if (renamed) return <SaveView view={renamed} onClose={() => setRenamed(null)} />
  return (
    <Dialog title={t('views.title')} open onClose={onClose} className="dialog views-dialog">
      <ul className="views">
        {views.map((view) => {
          const { id, name, shared } = view
          const list = among(view)
          const ids = list.map((each) => each.id)
          return (
            <li key={id}>
              <span className="trunc grow">{name}</span>
              {shared && <span className="chip">{t('views.team')}</span>}
              {may(view) && (
                <>
                  <IconButton
                    size="sm"
                    label={t('views.up', { name })}
                    disabled={list[0] === view}
                    onClick={() => move(view, -1)}
                  >
                    <ArrowUp className="i" size={16} aria-hidden="true" />
                  </IconButton>
                  <IconButton
                    size="sm"
                    label={t('views.down', { name })}
                    disabled={list.at(-1) === view}
                    onClick={() => move(view, 1)}
                  >
                    <ArrowDown className="i" size={16} aria-hidden="true" />
                  </IconButton>
                  <IconButton size="sm" label={t('views.rename', { name })} onClick={() => setRenamed(view)}>
                    <Pencil className="i" size={15} aria-hidden="true" />
                  </IconButton>
                  <IconButton
                    size="sm"
                    label={t('views.delete', { name })}
                    onClick={() => remove.mutate({ view, ids })}
                  >
                    <Trash2 className="i" size={16} aria-hidden="true" />
                  </IconButton>
                </>
              )}
            </li>
          )
        })}
      </ul>
      {!views.length && <p className="muted">{t('views.none')}</p>}
      {!views.every(may) && <p className="muted t-xs">{t('views.theirs')}</p>}
      <span className="sr" role="status">
        {said}
      </span>
      <div className="acts">
        <button type="button" className="btn" onClick={onClose}>
          {t('common.close')}
        </button>
      </div>
    </Dialog>
  )
}
