import type { BatonRequest, Conversation, Envelope, Id } from '@baton/api'
import type { QueryClient } from '@tanstack/react-query'
import { createElement as h } from 'react'
import { contactName, firstName } from '../lib/baton'
import { toastError } from '../lib/explain'
import { handoverApi } from '../lib/handover'
import { t, teach } from '../lib/i18n'
import { asking } from '../lib/i18n/en/thread/asking'
import { keys } from '../lib/keys'
import { dismiss, toast } from '../lib/toasts'
import { findConversation } from './cache'
import { command } from './command'
import '../styles/asking.css'

teach(asking)

/** As long as whoever asked waits. */
const LASTS_MS = 30_000

/** The message about each conversation that is asked for. */
const shown = new Map<Id, string>()

/** The requests whose answer is on its way. */
const answering = new Set<Id>()

/** Hands the baton over to whoever asked, or keeps it; the screen follows. */
export async function answerRequest(
  client: QueryClient,
  me: Id,
  request: BatonRequest,
  { handsOver, note }: { handsOver: boolean; note: string },
): Promise<void> {
  const id = request.conversation_id
  if (answering.has(request.id)) return
  answering.add(request.id)
  try {
    if (handsOver) {
      await command(client, me, id, () => handoverApi.handOver(request, note))
      toast({ title: t('asking.handed', { name: firstName(request.asker.name) }) })
    } else await handoverApi.keep(request, note)
    answered(id)
  } catch (error) {
    toastError(error)
    void client.invalidateQueries({ queryKey: keys.conversation(id) })
  }
  answering.delete(request.id)
  await client.invalidateQueries({ queryKey: keys.timeline(id) })
}

/** There is nothing to answer any more. */
export function answered(conversation: Id): void {
  const known = shown.get(conversation)
  if (known) dismiss(known)
  shown.delete(conversation)
}

type About = Extract<Envelope, { type: 'baton.requested' | 'baton.kept' }>

/** Says that somebody asks for what the reader holds, with the answers at hand; or that they keep what the reader asked for. */
export function noticeAsked(client: QueryClient, me: Id, event: About, onOpen: () => void): void {
  const { request } = event.data
  const known = findConversation(client, request.conversation_id)
  const action = { label: t('common.open'), run: onOpen }
  if (event.type === 'baton.kept') {
    if (request.asker.id !== me) return
    const title = t('asking.kept', { name: firstName(request.holder.name), contact: called(known) })
    toast({ title, detail: event.data.note, action })
    return
  }
  if (request.holder.id !== me) return
  answered(request.conversation_id)
  const answer = (handsOver: boolean) => () =>
    void answerRequest(client, me, request, { handsOver, note: '' })
  const button = (label: string, kind: string, onClick: () => void) =>
    h('button', { type: 'button', className: `btn sm ${kind}`, onClick, key: label }, label)
  const detail = [
    request.note,
    h('span', { className: 'asked-acts', key: 'acts' }, [
      button(t('asking.keep'), '', answer(false)),
      button(t('asking.handOver'), 'human', answer(true)),
    ]),
  ]
  const title = t('asking.asksFor', { name: firstName(request.asker.name), contact: called(known) })
  shown.set(request.conversation_id, toast({ title, detail, action, lasts: LASTS_MS }))
}

const called = (known: Conversation | undefined) => (known ? contactName(known.contact) : '')
