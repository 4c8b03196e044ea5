import type { Conversation, Id, Person } from '@baton/api'
import type { QueryClient } from '@tanstack/react-query'
import { firstName } from '../lib/baton'
import { t } from '../lib/i18n'
import { keys } from '../lib/keys'
import { toast } from '../lib/toasts'
import { putConversation } from './cache'

/** Somebody else was faster: the screen shows the holder, and what was written stays. */
export function lostRace(client: QueryClient, conversation: Conversation, holder: Person, me: Id): void {
  const baton = { ...conversation.baton, holder: 'person', person: holder } as const
  putConversation(client, { ...conversation, baton, turn: null }, me)
  void client.invalidateQueries({ queryKey: keys.conversation(conversation.id) })
  toast({ title: t('toast.lost', { name: firstName(holder.name) }), detail: t('toast.lostDetail') })
}
