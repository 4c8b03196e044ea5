import type { CannedReply } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toastError } from '../../../lib/explain'
import { t, teach } from '../../../lib/i18n'
import { cannedReplies } from '../../../lib/i18n/en/settings/canned-replies'
import { cannedQuery, teamApi } from '../../../lib/team'
import { toast } from '../../../lib/toasts'
import { Confirm } from '../../../ui/dialog'
import { Empty } from '../../../ui/empty'
import { Failure } from '../../../ui/failure'
import { SettingsSection } from '../../../ui/form/page'
import { type Column, Table, TableSkeleton } from '../../../ui/form/table'
import { IconButton } from '../../../ui/icon-button'
import { Late } from '../../../ui/late'
import { EditReply } from './edit'
import '../../../styles/canned-replies.css'

teach(cannedReplies)

/** The team's canned replies and one's own, in the order in which they are offered. */
export function CannedRepliesPage() {
  const client = useQueryClient()
  const list = useQuery(cannedQuery)
  const [editing, setEditing] = useState<CannedReply | 'new' | null>(null)
  const [doomed, setDoomed] = useState<CannedReply | null>(null)
  const [said, setSaid] = useState('')
  const refresh = () => client.invalidateQueries({ queryKey: cannedQuery.queryKey })
  const remove = useMutation({
    mutationFn: (reply: CannedReply) => teamApi.deleteCanned(reply.id),
    onSuccess: (_, { shortcut }) => toast({ title: t('canned.deleted', { shortcut }) }),
    onError: toastError,
    onSettled: refresh,
  })
  const order = useMutation({
    mutationFn: teamApi.orderCanned,
    onSuccess: (data) => client.setQueryData(cannedQuery.queryKey, data),
    onError: (error) => {
      void refresh()
      toastError(error)
    },
  })
  const replies = list.data?.items
  const move = (index: number, by: number) => {
    const next = [...(replies ?? [])]
    const [moved] = next.splice(index, 1)
    if (!moved) return
    next.splice(index + by, 0, moved)
    client.setQueryData(cannedQuery.queryKey, { items: next })
    setSaid(t('canned.moved', { shortcut: moved.shortcut, n: index + by + 1 }))
    order.mutate(next.map((reply) => reply.id))
  }
  const create = (
    <button type="button" className="btn primary" onClick={() => setEditing('new')}>
      <Plus className="i" size={15} aria-hidden="true" />
      {t('canned.new')}
    </button>
  )
  return (
    <SettingsSection
      title={t('canned.title')}
      lead={t('canned.lead')}
      actions={replies?.length ? create : undefined}
    >
      {list.error && !replies && (
        <Failure title={t('canned.failed')} error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && (
        <Late>
          <TableSkeleton />
        </Late>
      )}
      {replies?.length === 0 && (
        <Empty picture="relay" title={t('canned.none')} detail={t('canned.noneDetail')}>
          {create}
        </Empty>
      )}
      {replies && replies.length > 0 && (
        <Table
          label={t('canned.title')}
          columns={columns(replies, { move, edit: setEditing, remove: setDoomed })}
          rows={replies}
          id={(reply) => reply.id}
        />
      )}
      <span className="sr" role="status">
        {said}
      </span>
      {editing && <EditReply reply={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      <Confirm
        title={t('canned.deleteTitle', { shortcut: doomed?.shortcut ?? '' })}
        detail={t(doomed?.shared ? 'canned.deleteDetail' : 'canned.deleteOwn')}
        open={doomed !== null}
        onClose={() => setDoomed(null)}
        keep={t('canned.keep')}
        act={t('canned.deleteIt')}
        tone="danger"
        onConfirm={() => doomed && remove.mutate(doomed)}
      />
    </SettingsSection>
  )
}

interface Acts {
  move: (index: number, by: number) => void
  edit: (reply: CannedReply) => void
  remove: (reply: CannedReply) => void
}

const columns = (replies: readonly CannedReply[], { move, edit, remove }: Acts): Column<CannedReply>[] => [
  {
    id: 'reply',
    title: t('canned.body'),
    cell: (reply) => (
      <span className="stack">
        <b className="trunc">/{reply.shortcut}</b>
        <span className="muted t-xs canned-body">{reply.body}</span>
      </span>
    ),
  },
  {
    id: 'who',
    title: t('canned.who'),
    width: 'w-120',
    cell: (reply) => <span className="chip">{t(reply.shared ? 'canned.shared' : 'canned.own')}</span>,
  },
  {
    id: 'acts',
    title: t('canned.actions'),
    quiet: true,
    width: 'w-160',
    cell: (reply) => {
      const { shortcut } = reply
      const index = replies.indexOf(reply)
      return (
        <span className="canned-acts">
          <IconButton
            size="sm"
            label={t('canned.up', { shortcut })}
            disabled={index === 0}
            onClick={() => move(index, -1)}
          >
            <ArrowUp className="i" size={16} aria-hidden="true" />
          </IconButton>
          <IconButton
            size="sm"
            label={t('canned.down', { shortcut })}
            disabled={index === replies.length - 1}
            onClick={() => move(index, 1)}
          >
            <ArrowDown className="i" size={16} aria-hidden="true" />
          </IconButton>
          <IconButton size="sm" label={t('canned.editLabel', { shortcut })} onClick={() => edit(reply)}>
            <Pencil className="i" size={15} aria-hidden="true" />
          </IconButton>
          <IconButton size="sm" label={t('canned.delete', { shortcut })} onClick={() => remove(reply)}>
            <Trash2 className="i" size={16} aria-hidden="true" />
          </IconButton>
        </span>
      )
    },
  },
]
