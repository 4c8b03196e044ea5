import type { Message } from '@baton/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Pencil, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { toast } from '../../../lib/toasts'
import { replaceMessage } from '../../../live/cache'
import { insertion } from '../../../ui/insertion'
import { amendApi } from './api'
import { editing, left, offer } from './now'
import './words'
import '../../../styles/amending.css'

const TICK_MS = 1_000

/** Edit and unsend, beneath one's own message, for the minute in which the server allows it. */
export function AmendOffer({ message, arrived }: { message: Message; arrived: boolean }) {
  const client = useQueryClient()
  const [ms, setMs] = useState(() => left(message, arrived))
  const isOver = ms <= 0
  useEffect(() => {
    if (isOver) return
    const tick = setInterval(() => setMs(left(message, arrived)), TICK_MS)
    const end = offer(message)
    return () => {
      clearInterval(tick)
      end()
    }
  }, [message, arrived, isOver])
  const unsend = useMutation({
    mutationFn: () => amendApi.unsend(message),
    onSuccess: (unsent) => {
      replaceMessage(client, unsent)
      const again = {
        label: t('amend.again'),
        run: () => {
          const open = insertion.get()
          if (open?.conversation === message.conversation_id) open.write(message.body)
        },
      }
      toast({ title: t('amend.wasUnsent'), action: again })
    },
    onError: (error) => toast({ title: t('amend.failed'), detail: explain(error), tone: 'danger' }),
  })
  if (isOver) return null
  const n = Math.ceil(ms / 1_000)
  return (
    <span className="amend">
      <button type="button" className="tool" onClick={() => editing.set(message.id)}>
        <Pencil className="i" size={13} aria-hidden="true" />
        {t('amend.edit')}
      </button>
      <button type="button" className="tool" disabled={unsend.isPending} onClick={() => unsend.mutate()}>
        <Undo2 className="i" size={13} aria-hidden="true" />
        {t('amend.unsend')}
      </button>
      <span className="amend-left" title={t('amend.leftTitle', { n })} aria-hidden="true">
        {t('amend.left', { n })}
      </span>
    </span>
  )
}
