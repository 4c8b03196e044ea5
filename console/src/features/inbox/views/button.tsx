import type { SavedView } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Bookmark, BookmarkPlus, ListOrdered, Save } from 'lucide-react'
import { Fragment, useState } from 'react'
import { toastError } from '../../../lib/explain'
import { t, teach } from '../../../lib/i18n'
import { views as words } from '../../../lib/i18n/en/views'
import { changeTo, filtersOf, savedViewsQuery, shows, viewsApi } from '../../../lib/inbox/saved-views'
import { useMe } from '../../../lib/queries'
import { toastWithUndo } from '../../../lib/toasts'
import { IconButton } from '../../../ui/icon-button'
import { Menu, MenuCaption, MenuChoices, MenuItem, MenuRule } from '../../../ui/menu'
import type { InboxState } from '../filter'
import { ManageViews } from './manage'
import { SaveView } from './save'
import '../../../styles/views.css'

teach(words)

interface ViewsButtonProps {
  state: InboxState
  onState: (change: { [K in keyof InboxState]?: InboxState[K] | undefined }) => void
}

/** Chooses a saved view, keeps the present one, and leads to where they are put in order. */
export function ViewsButton({ state, onState }: ViewsButtonProps) {
  const client = useQueryClient()
  const me = useMe()
  const list = useQuery(savedViewsQuery)
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null)
  /** The view that was chosen last: what the list is narrowed to since may be saved to it. */
  const [chosen, setChosen] = useState<string | null>(null)
  const saved = list.data?.items ?? []
  const current = saved.find((view) => shows(state, view))
  const base = saved.find((view) => view.id === chosen)
  const may = (view: SavedView) => !view.shared || me.permissions.includes('workspace.manage')
  const change = useMutation({
    mutationFn: ({ view, filters }: { view: SavedView; filters: SavedView['filters'] }) =>
      viewsApi.update(view.id, { filters }),
    onSuccess: (_, { view }) => {
      const back = () => change.mutate({ view, filters: view.filters })
      toastWithUndo({ title: t('views.changed', { name: view.name }) }, t('views.undo'), back)
    },
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: savedViewsQuery.queryKey }),
  })
  const choose = (id: string) => {
    const view = saved.find((each) => each.id === id)
    if (!view) return
    setChosen(id)
    onState(changeTo(view))
  }
  const group = (shared: boolean) => saved.filter((view) => view.shared === shared)
  return (
    <>
      <Menu
        label={t('views.title')}
        align="end"
        trigger={
          <IconButton label={t('views.title')} size="sm" aria-pressed={current !== undefined}>
            <Bookmark className="i" size={16} aria-hidden="true" />
          </IconButton>
        }
      >
        {list.error && !list.data && <MenuCaption>{t('views.failed')}</MenuCaption>}
        {list.data && !saved.length && <MenuCaption>{t('views.none')}</MenuCaption>}
        {[true, false].map((shared) => {
          const items = group(shared)
          return items.length ? (
            <Fragment key={String(shared)}>
              <MenuCaption>{t(shared ? 'views.team' : 'views.own')}</MenuCaption>
              <MenuChoices
                value={current?.id ?? ''}
                onChoose={choose}
                choices={items.map(({ id, name }) => ({
                  value: id,
                  label: <span className="trunc">{name}</span>,
                }))}
              />
            </Fragment>
          ) : null
        })}
        <MenuRule />
        {!current && (
          <MenuItem
            icon={<BookmarkPlus className="i" size={15} aria-hidden="true" />}
            onSelect={() => setDialog('save')}
          >
            {t('views.save')}
          </MenuItem>
        )}
        {base && !shows(state, base) && may(base) && (
          <MenuItem
            icon={<Save className="i" size={15} aria-hidden="true" />}
            onSelect={() => change.mutate({ view: base, filters: filtersOf(state) })}
          >
            {t('views.update', { name: base.name })}
          </MenuItem>
        )}
        <MenuItem
          icon={<ListOrdered className="i" size={15} aria-hidden="true" />}
          disabled={!saved.length}
          onSelect={() => setDialog('manage')}
        >
          {t('views.manage')}
        </MenuItem>
      </Menu>
      {dialog === 'save' && (
        <SaveView
          filters={filtersOf(state)}
          onSaved={(view) => setChosen(view.id)}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'manage' && <ManageViews may={may} onClose={() => setDialog(null)} />}
    </>
  )
}
