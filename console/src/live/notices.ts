import type { AlertSettings, Envelope, Id } from '@baton/api'
import type { QueryClient } from '@tanstack/react-query'
import { ambient } from '../lib/ambient'
import { contactName, firstName } from '../lib/baton'
import { t, teach } from '../lib/i18n'
import { team } from '../lib/i18n/en/team'
import { recall, remember } from '../lib/store'
import { toast } from '../lib/toasts'
import { answered, noticeAsked } from './asked'
import { findConversation } from './cache'
import { preview } from './reduce'

teach(team)

/** Older news is no news: it came with a catch-up and is in the thread. */
const FRESH_MS = 60_000

/** Says what somebody else made the reader's matter: a mention, a responsibility, the baton. Once in a browser. */
export function notice(
  client: QueryClient,
  me: Id,
  event: Envelope,
  onOpen: (conversation: Id) => void,
): void {
  const id = event.conversation_id
  if (!id) return
  // The baton moved, or stays: what was asked before is over.
  if ('baton' in event.data || event.type === 'baton.kept') answered(id)
  if (event.actor.id === me) return
  const known = findConversation(client, id)
  const isAbout = event.type === 'baton.requested' || event.type === 'baton.kept'
  const said = isAbout ? null : words(event, me, known ? contactName(known.contact) : '')
  const key = `baton.notice-seen.${event.workspace_id}`
  if (recall<number>(key, 0) >= event.seq || ambient.now() - Date.parse(event.at) > FRESH_MS) return
  if (isAbout) noticeAsked(client, me, event, () => onOpen(id))
  if (!said) return
  remember(key, event.seq)
  void client.invalidateQueries({ queryKey: ['alerts'] })
  const kind = event.type === 'note.created' ? 'mention' : 'assigned'
  if (client.getQueryData<AlertSettings>(['alert-settings'])?.[kind].toast === false) return
  toast({ ...said, action: { label: t('common.open'), run: () => onOpen(id) } })
}

function words(event: Envelope, me: Id, contact: string): { title: string; detail: string } | null {
  const name = firstName(event.actor.name ?? '')
  switch (event.type) {
    case 'note.created': {
      const { note } = event.data
      if (!note.mentions.some((person) => person.id === me)) return null
      return { title: t('notice.mentioned', { name }), detail: preview(note.body) }
    }
    case 'conversation.assigned':
      return event.data.agent?.id === me ? { title: t('notice.assigned', { name }), detail: contact } : null
    case 'conversation.claimed':
      return event.data.baton.person?.id === me
        ? { title: t('notice.passed', { name, contact }), detail: '' }
        : null
    case 'reply.settled': {
      const { author, state, body } = event.data.reply
      if (author.id !== me || (state !== 'overtaken' && state !== 'not_held')) return null
      return { title: t('notice.notSent', { contact }), detail: preview(body) }
    }
    default:
      return null
  }
}
