import type { AssistantView } from '@baton/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Archive, ArchiveRestore, Copy, Ellipsis, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toastError } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { keys } from '../../lib/keys'
import { useMe } from '../../lib/queries'
import { toast, toastWithUndo } from '../../lib/toasts'
import { Confirm } from '../../ui/dialog'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuItem, MenuRule } from '../../ui/menu'
import { assistantsApi } from './api'

/** What can be done with a whole assistant. */
export function Manage({ assistant }: { assistant: AssistantView }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const me = useMe()
  const [asking, setAsking] = useState<'archive' | 'delete' | null>(null)
  const { id, name, archived_at } = assistant
  const may = me.permissions.includes('conversation.delete')
  const holdings = useQuery({
    queryKey: [...keys.assistants, id, 'holdings'],
    queryFn: () => assistantsApi.holdings(id),
    enabled: asking === 'delete',
  })
  const act = async <T,>(deed: () => Promise<T>, then: (done: T) => void) => {
    try {
      const done = await deed()
      await client.invalidateQueries({ queryKey: keys.assistants })
      then(done)
    } catch (error) {
      toastError(error)
    }
  }
  const duplicate = () =>
    act(
      () => assistantsApi.duplicate(id),
      (copy) => {
        toast({ title: t('asst.duplicated', { name: copy.name }), detail: t('asst.duplicatedDetail') })
        void navigate({ to: '/assistants/$assistantId', params: { assistantId: copy.id }, search: {} })
      },
    )
  const restore = () =>
    act(
      () => assistantsApi.restore(id),
      () => toast({ title: t('asst.restoredToast', { name }) }),
    )
  const archive = () =>
    act(
      () => assistantsApi.archive(id),
      () =>
        toastWithUndo({ title: t('asst.archivedToast', { name }) }, t('common.undo'), () => void restore()),
    )
  const remove = () =>
    act(
      () => assistantsApi.remove(id),
      () => {
        toast({ title: t('asst.deletedToast', { name }) })
        void navigate({ to: '/assistants', search: {} })
      },
    )
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={t('asst.menu', { name })}>
            <Ellipsis className="i" size={17} aria-hidden="true" />
          </IconButton>
        }
      >
        <MenuItem
          icon={<Copy className="i" size={15} aria-hidden="true" />}
          onSelect={() => void duplicate()}
        >
          {t('asst.duplicate')}
        </MenuItem>
        {archived_at ? (
          <MenuItem
            icon={<ArchiveRestore className="i" size={15} aria-hidden="true" />}
            onSelect={() => void restore()}
          >
            {t('asst.restore')}
          </MenuItem>
        ) : (
          <MenuItem
            icon={<Archive className="i" size={15} aria-hidden="true" />}
            onSelect={() => setAsking('archive')}
          >
            {t('asst.archive')}
          </MenuItem>
        )}
        {archived_at && may && (
          <>
            <MenuRule />
            <MenuItem
              danger
              icon={<Trash2 className="i" size={15} aria-hidden="true" />}
              onSelect={() => setAsking('delete')}
            >
              {t('asst.delete')}
            </MenuItem>
          </>
        )}
      </Menu>
      <Confirm
        title={t('asst.archiveTitle', { name })}
        detail={t('asst.archiveDetail')}
        open={asking === 'archive'}
        onClose={() => setAsking(null)}
        keep={t('asst.keep')}
        act={t('asst.archive')}
        tone="danger"
        onConfirm={() => void archive()}
      />
      <Confirm
        title={t('asst.deleteTitle', { name })}
        detail={holdings.data ? t('asst.deleteDetail', { ...holdings.data }) : t('common.loading')}
        open={asking === 'delete' && !holdings.isPending}
        onClose={() => setAsking(null)}
        keep={t('asst.keep')}
        act={t('asst.deleteAct', { name })}
        tone="danger"
        onConfirm={() => void remove()}
      />
    </>
  )
}
