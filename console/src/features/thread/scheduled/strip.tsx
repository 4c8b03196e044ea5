import type { Conversation, ScheduledReply } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { Clock3, TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { contactName, firstName } from '../../../lib/baton'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { useMe } from '../../../lib/queries'
import { useStore } from '../../../lib/store'
import { exact, moment, useSeconds } from '../../../lib/time'
import { toast } from '../../../lib/toasts'
import { health, isReachable } from '../../../live/connection'
import { preview } from '../../../live/reduce'
import { IconButton } from '../../../ui/icon-button'
import { offerDraft } from '../brief/offer-draft'
import { laterApi } from './api'
import './words'
import '../../../styles/scheduled.css'

interface StripProps {
  conversation: Conversation
  replies: ScheduledReply[]
  editable: boolean
}

/** What is sent later, and what was not sent at its time: taken back or written again in place. */
export function ScheduledStrip({ conversation, replies, editable }: StripProps) {
  return (
    <section className="later" aria-label={t('later.strip')}>
      <ul>
        {replies.map((reply) => (
          <Reply key={reply.id} reply={reply} conversation={conversation} editable={editable} />
        ))}
      </ul>
    </section>
  )
}

function Reply({ reply, conversation, editable }: Omit<StripProps, 'replies'> & { reply: ScheduledReply }) {
  const client = useQueryClient()
  const me = useMe()
  const reachable = useStore(health, isReachable)
  const [busy, setBusy] = useState(false)
  const text = preview(reply.body)
  const isLate = reply.state !== 'waiting'
  const isMine = conversation.baton.person?.id === me.user.id

  const withdraw = async (edits: boolean) => {
    setBusy(true)
    try {
      await laterApi.withdraw(reply)
      if (edits) offerDraft(me.workspace.id, conversation.id, reply.body)
      else if (!isLate) toast({ title: t('later.cancelled'), detail: text })
    } catch (error) {
      toastError(error)
    }
    // Sent or taken back meanwhile: the timeline tells.
    await client.invalidateQueries({ queryKey: keys.timeline(conversation.id) })
    setBusy(false)
  }
  const act = t(isLate ? 'later.again' : 'later.edit')
  const gate = { disabled: busy || !reachable }
  return (
    <li className={isLate ? 'late' : undefined}>
      {isLate ? (
        <TriangleAlert className="i" size={15} aria-hidden="true" />
      ) : (
        <Clock3 className="i" size={15} aria-hidden="true" />
      )}
      <span className="later-when" title={exact(reply.due_at)}>
        <When reply={reply} name={firstName(contactName(conversation.contact))} />
      </span>
      <span className="later-text trunc" dir="auto" title={reply.body}>
        {text}
      </span>
      {editable && (
        <span className="later-acts">
          {isMine && (
            <button
              type="button"
              className="btn ghost sm"
              aria-label={`${act}: ${text}`}
              {...gate}
              onClick={() => void withdraw(true)}
            >
              {act}
            </button>
          )}
          <IconButton
            size="sm"
            label={t(isLate ? 'later.discard' : 'later.cancel', { text })}
            {...gate}
            onClick={() => void withdraw(false)}
          >
            <X className="i" size={14} aria-hidden="true" />
          </IconButton>
        </span>
      )}
    </li>
  )
}

function When({ reply, name }: { reply: ScheduledReply; name: string }) {
  const now = useSeconds()
  if (reply.state === 'overtaken') return t('later.overtaken', { name })
  if (reply.state === 'not_held') return t('later.notHeld', { author: reply.author.name })
  if (Date.parse(reply.due_at) <= now) return t('later.sending')
  return t(reply.then === 'resolve' ? 'later.closes' : 'later.due', { when: moment(reply.due_at, now) })
}
