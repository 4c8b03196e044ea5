import type { Id } from '@baton/api'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Play } from 'lucide-react'
import { toastError } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { useMe } from '../../lib/queries'
import { practise } from './api'

/** Begins to practise, or goes on, in the inbox; nothing for those who may not reply. */
export function Practise({ done, running }: { done: boolean; running: Id | null }) {
  const may = useMe().permissions.includes('conversation.reply')
  const navigate = useNavigate()
  const start = useMutation({
    mutationFn: practise,
    onSuccess: ({ conversation_id: conversationId }) =>
      void navigate({ to: '/inbox/$conversationId', params: { conversationId }, search: {} }),
    onError: toastError,
  })
  if (!may) return null
  return (
    <button
      type="button"
      className={done ? 'btn ghost sm' : 'btn sm'}
      aria-disabled={start.isPending}
      onClick={() => !start.isPending && start.mutate()}
    >
      <Play className="i" size={14} aria-hidden="true" />
      {running ? t('first.practice.on') : t('first.practice.act')}
    </button>
  )
}
