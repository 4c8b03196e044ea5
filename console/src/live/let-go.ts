import type { Id } from '@baton/api'
import type { QueryClient } from '@tanstack/react-query'
import { api } from '../lib/api'
import { contactName } from '../lib/baton'
import { toastError } from '../lib/explain'
import { t, teach } from '../lib/i18n'
import { letGoWords } from '../lib/i18n/en/thread/let-go'
import { toastWithUndo } from '../lib/toasts'
import { findConversation } from './cache'
import { command } from './command'
import type { Outgoing } from './outbox'

// A reply that waited may be sent where no thread is open.
teach(letGoWords)

/** A reply was sent with what follows from it: says so, and gives the baton back to its writer where that was a slip. */
export function letGo(client: QueryClient, me: Id, { conversation: id, then }: Outgoing): void {
  const conversation = findConversation(client, id)
  // The events may be on their way still.
  void command(client, me, id, () => api.conversation(id)).catch(() => {})
  if (!conversation) return
  const bot = conversation.assistant.name
  const name = contactName(conversation.contact)
  const closed = then === 'resolve'
  toastWithUndo(
    closed
      ? { title: t('letGo.resolved', { name }), detail: t('letGo.resolvedDetail', { bot }) }
      : { title: t('letGo.released', { bot }), detail: t('letGo.releasedDetail') },
    t('common.undo'),
    () =>
      void command(client, me, id, async () => {
        if (closed) await api.reopen(id)
        return api.claim(id)
      }).catch(toastError),
  )
}
