import type { Id } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toastError } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { toast } from '../../lib/toasts'
import { dropConversations } from '../../live/cache'
import { Dialog } from '../../ui/dialog'
import { deleteEmpty, deleteMany, deleteOne, emptyQuery } from './api'

/** What is about to be deleted. */
export type Wish =
  | { kind: 'one'; id: Id; name: string }
  | { kind: 'many'; ids: Id[] }
  | { kind: 'empty'; count: number }

function wordsOf(wish: Wish) {
  switch (wish.kind) {
    case 'one':
      return {
        title: t('log.deleteOne.title', { name: wish.name }),
        detail: t('log.delete.detail'),
        keep: t('log.keepOne'),
        act: t('log.deleteOne.act'),
      }
    case 'many':
      return {
        title: t('log.deleteMany.title', { n: wish.ids.length }),
        detail: t('log.delete.detail'),
        keep: t('log.keep'),
        act: t('log.deleteMany.act', { n: wish.ids.length }),
      }
    case 'empty':
      return {
        title: t('log.deleteEmpty.title', { n: wish.count }),
        detail: t('log.deleteEmpty.detail'),
        keep: t('log.keep'),
        act: t('log.deleteEmpty.act', { n: wish.count }),
      }
  }
}

/** Asks before something that does not come back, and says how many and what of it. */
export function DeleteDialog({
  wish,
  onClose,
  onDeleted,
}: {
  wish: Wish | undefined
  onClose: () => void
  onDeleted: (ids: Id[]) => void
}) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  if (!wish) return null
  const { title, detail, keep, act } = wordsOf(wish)

  const confirm = async () => {
    setBusy(true)
    try {
      if (wish.kind === 'empty') {
        const sweep = await deleteEmpty()
        client.setQueryData(emptyQuery.queryKey, { count: wish.count, sweep })
      } else {
        const ids = wish.kind === 'one' ? [wish.id] : wish.ids
        const n = wish.kind === 'one' ? await deleteOne(wish.id).then(() => 1) : await deleteMany(wish.ids)
        dropConversations(client, new Set(ids))
        onDeleted(ids)
        toast({ title: t('log.deleted', { n }), detail: t('log.deletedDetail') })
        void client.invalidateQueries({ queryKey: ['log-counts'] })
      }
      onClose()
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog title={title} lead={detail} open onClose={onClose}>
      <p className="log-undone">{t('log.undone')}</p>
      <div className="acts">
        <button type="button" className="btn" onClick={onClose}>
          {keep}
        </button>
        <button type="button" className="btn danger" disabled={busy} onClick={() => void confirm()}>
          {act}
        </button>
      </div>
    </Dialog>
  )
}
