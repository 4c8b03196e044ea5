import type { Conversation } from '@baton/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ambient } from '../../lib/ambient'
import { api, type NewOrder } from '../../lib/api'
import { contactName, holdOf } from '../../lib/baton'
import { toastError } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { keys } from '../../lib/keys'
import { problemOf } from '../../lib/problem'
import { useMe } from '../../lib/queries'
import { teamApi } from '../../lib/team'
import { toastWithUndo } from '../../lib/toasts'
import { putConversation } from '../../live/cache'
import { command } from '../../live/command'
import { lostRace } from '../../live/lost-race'

/** What a person may do with the baton of one conversation, and how the screen follows. */
export function useBaton(conversation: Conversation) {
  const client = useQueryClient()
  const me = useMe()
  const { id, baton, assistant } = conversation
  const put = (next: Conversation) => putConversation(client, next, me.user.id)
  const run = (ask: () => Promise<Conversation>) => command(client, me.user.id, id, ask)
  const hold = holdOf(baton, me.user.id)
  const may = {
    reply: me.permissions.includes('conversation.reply'),
    releaseAny: me.permissions.includes('conversation.release_any'),
  }

  const claiming = useMutation({
    mutationFn: (takeOver: boolean) => run(() => api.claim(id, takeOver)),
    // By the time that it is answered the screen has followed already.
    onMutate: () => conversation,
    onSuccess: (_, __, before) => {
      const from = holdOf(before.baton, me.user.id)
      // What was taken from a teammate was asked for before, and is theirs to take back.
      if (from !== 'ai' && from !== 'wait') return
      toastWithUndo(
        { title: t('toast.claimed', { name: contactName(before.contact) }) },
        t('common.undo'),
        () => void unclaim(before),
      )
    },
    onError: (error, takeOver) => {
      const holder = problemOf(error)?.holder
      // Who was asked and is there after all has been no faster: they have it still.
      if (holder && !(takeOver && holder.id === baton.person?.id))
        lostRace(client, conversation, holder, me.user.id)
      else toastError(error)
    },
  })

  /** Shows the outcome at once, asks the server, and goes back when it refuses. */
  const pass = async (
    shown: Partial<Conversation['baton']>,
    ask: () => Promise<Conversation>,
  ): Promise<boolean> => {
    await client.cancelQueries({ queryKey: keys.conversation(id) })
    put({ ...conversation, turn: null, baton: { ...baton, ...shown } })
    try {
      await run(ask)
      return true
    } catch (error) {
      put(conversation)
      // Refused, or not answered: then it may have happened all the same.
      void client.invalidateQueries({ queryKey: keys.conversation(id) })
      void client.invalidateQueries({ queryKey: keys.lists })
      toastError(error)
      return false
    } finally {
      void client.invalidateQueries({ queryKey: keys.counts })
    }
  }

  const restore = async () => {
    try {
      if (baton.status === 'open' && hold !== 'ai') {
        const current = client.getQueryData<Conversation>(keys.conversation(id))
        if (current?.baton.status === 'resolved') await api.reopen(id)
        if (hold === 'you') await run(() => api.claim(id))
        else if (hold === 'wait')
          await run(() => api.escalate(id, baton.reason?.code ?? 'other', baton.reason?.text ?? ''))
        else await run(() => api.conversation(id))
      } else await run(() => api.reopen(id))
    } catch (error) {
      toastError(error)
    }
  }

  /** As before the claim: with the assistant or in the queue, and nobody responsible who was not. */
  const unclaim = async ({ agent, baton: { holder, reason } }: Conversation) => {
    try {
      await run(() => api.release(id))
      if (holder === 'nobody') await run(() => api.escalate(id, reason?.code ?? 'other', reason?.text ?? ''))
      if (!agent) await run(() => teamApi.assign(id, null))
    } catch (error) {
      toastError(error)
    }
  }

  /** Hands back, with an order where one was written; `undone` takes it away again with the rest. */
  const release = async (order?: NewOrder, undone?: () => Promise<void>): Promise<boolean> => {
    const shown = {
      holder: 'assistant',
      person: null,
      claimed_at: null,
      escalated_at: null,
      waits: null,
      reason: null,
    } as const
    if (!(await pass(shown, () => api.release(id, order)))) return false
    toastWithUndo(
      { title: t('toast.released', { bot: assistant.name }), detail: t('toast.releasedDetail') },
      t('common.undo'),
      () => void restore().then(undone),
    )
    return true
  }

  const resolve = async () => {
    const resolved_at = new Date(ambient.now()).toISOString()
    const shown = { status: 'resolved', holder: 'none', person: null, claimed_at: null, resolved_at } as const
    if (await pass(shown, () => api.resolve(id)))
      toastWithUndo(
        {
          title: t('toast.resolved', { name: contactName(conversation.contact) }),
          detail: t('toast.resolvedDetail', { bot: assistant.name }),
        },
        t('common.undo'),
        () => void restore(),
      )
  }

  const reopen = () => pass({ status: 'open', holder: 'assistant', resolved_at: null }, () => api.reopen(id))

  /** The baton is here because it was claimed on this very screen. */
  const claimed = claiming.data?.baton.epoch === baton.epoch
  return {
    hold,
    may,
    claiming: claiming.isPending,
    claimed,
    claim: claiming.mutate,
    release,
    resolve,
    reopen,
  }
}

export type BatonActions = ReturnType<typeof useBaton>
