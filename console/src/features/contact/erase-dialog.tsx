import type { Conversation, ErasureReceipt, Id } from '@baton/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toastError } from '../../lib/explain'
import { call } from '../../lib/http'
import { t, teach } from '../../lib/i18n'
import { erasure } from '../../lib/i18n/en/erasure'
import { keys } from '../../lib/keys'
import { toast } from '../../lib/toasts'
import { dropConversations } from '../../live/cache'
import { Dialog } from '../../ui/dialog'

teach(erasure)

const erase = (id: Id) => call<ErasureReceipt>(`/api/v1/contacts/${id}`, { method: 'DELETE' })

interface EraseDialogProps {
  conversation: Conversation
  name: string
  onClose: () => void
}

/** Asks before a contact is erased for good, and says afterwards what went. */
export function EraseDialog({ conversation, name, onClose }: EraseDialogProps) {
  const client = useQueryClient()
  const { contact } = conversation
  const act = useMutation({
    mutationFn: () => erase(contact.id),
    onSuccess: ({ conversations, messages, leads }) => {
      const counts = [
        t('erase.conversations', { n: conversations }),
        t('erase.messages', { n: messages }),
        t('erase.leads', { n: leads }),
      ]
      toast({ title: t('erase.done'), detail: counts.join(' · ') })
      onClose()
      client.removeQueries({ queryKey: keys.contact(contact.id) })
      dropConversations(client, new Set([conversation.id]))
      for (const queryKey of [keys.lists, keys.allLeads, keys.log])
        void client.invalidateQueries({ queryKey })
    },
    onError: toastError,
  })
  return (
    <Dialog title={t('erase.title', { name })} lead={t('erase.detail')} open onClose={onClose}>
      <p>{t('erase.undone')}</p>
      <div className="acts">
        <button type="button" className="btn" onClick={onClose}>
          {t('erase.keep')}
        </button>
        <button type="button" className="btn danger" disabled={act.isPending} onClick={() => act.mutate()}>
          {t('erase.act')}
        </button>
      </div>
    </Dialog>
  )
}
