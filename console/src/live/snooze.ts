import type { Conversation, Id, Time } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { ambient } from '../lib/ambient'
import { contactName } from '../lib/baton'
import { toastError } from '../lib/explain'
import { call } from '../lib/http'
import { t, teach } from '../lib/i18n'
import { desk } from '../lib/i18n/en/desk'
import { keys } from '../lib/keys'
import { useMe } from '../lib/queries'
import { moment } from '../lib/time'
import { toastWithUndo } from '../lib/toasts'
import { command } from './command'

teach(desk)

export const SNOOZES = ['1h', '3h', 'tomorrow', 'monday'] as const
/** For how long: by the workspace's clock, or until a time. */
export type SnoozeWish = { for: (typeof SNOOZES)[number] } | { until: Time }

const ask = (id: Id, verb: string, body: object = {}) =>
  call<Conversation>(`/api/v1/conversations/${id}/${verb}`, { method: 'POST', body })

/** Puts one conversation away, and takes it out again; each can be taken back. */
export function useSnooze(conversation: Conversation) {
  const client = useQueryClient()
  const me = useMe().user.id
  const { id, snoozed_until, last_seq } = conversation
  const name = contactName(conversation.contact)

  const run = async (deed: () => Promise<Conversation>): Promise<Conversation | null> => {
    try {
      return await command(client, me, id, deed)
    } catch (error) {
      toastError(error)
      return null
    } finally {
      void client.invalidateQueries({ queryKey: keys.counts })
    }
  }
  const wake = () => run(() => ask(id, 'unsnooze'))
  // What was written meanwhile is to be read first.
  const put = (wish: SnoozeWish) => run(() => ask(id, 'snooze', { ...wish, last_seq }))
  /** As it was. */
  const back = () => void (snoozed_until ? put({ until: snoozed_until }) : wake())

  const snooze = async (wish: SnoozeWish) => {
    const next = await put(wish)
    if (!next?.snoozed_until) return
    const when = moment(next.snoozed_until, ambient.now())
    toastWithUndo(
      { title: t('snooze.done', { name }), detail: t('snooze.doneDetail', { when }) },
      t('common.undo'),
      back,
    )
  }

  const end = async () => {
    if (await wake()) toastWithUndo({ title: t('snooze.ended', { name }) }, t('common.undo'), back)
  }

  return { snooze, end }
}
