import type { Conversation, Id } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { contactName } from '../lib/baton'
import { toastError } from '../lib/explain'
import { t } from '../lib/i18n'
import { problemOf } from '../lib/problem'
import { useMe } from '../lib/queries'
import { teamApi, teammatesQuery } from '../lib/team'
import { toastWithUndo } from '../lib/toasts'
import { command } from './command'

/** Makes a teammate responsible, or passes the baton on; answers whether it worked. Nothing can be done without a conversation. */
export function usePassOn(conversation: Conversation | undefined) {
  const client = useQueryClient()
  const me = useMe().user.id
  const ask = async (deed: (id: Id) => Promise<Conversation>): Promise<boolean> => {
    if (!conversation) return false
    try {
      await command(client, me, conversation.id, () => deed(conversation.id))
      return true
    } catch (error) {
      const fields = problemOf(error)?.fields
      // Who went away meanwhile is shown so in the list.
      if (fields) void client.invalidateQueries({ queryKey: teammatesQuery.queryKey })
      toastError(error)
      return false
    }
  }

  const assign = async (to: { id: Id; name: string } | null): Promise<boolean> => {
    const before = conversation?.agent
    if (!conversation || !(await ask((id) => teamApi.assign(id, to?.id ?? null)))) return false
    toastWithUndo(
      {
        title: to ? t('toast.assigned', { name: to.name }) : t('toast.unassigned'),
        detail: contactName(conversation.contact),
      },
      t('common.undo'),
      () => void ask((id) => teamApi.assign(id, before?.id ?? null)),
    )
    return true
  }

  const transfer = (to: { id: Id; name: string }, note: string): Promise<boolean> =>
    ask((id) => teamApi.transfer(id, to.id, note))

  return { assign, transfer }
}
