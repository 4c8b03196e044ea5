import type { Conversation } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ambient } from '../../../lib/ambient'
import { contactName, firstName } from '../../../lib/baton'
import { drafts } from '../../../lib/drafts'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { useMe } from '../../../lib/queries'
import { moment } from '../../../lib/time'
import { toastWithUndo } from '../../../lib/toasts'
import type { SnoozeWish } from '../../../live/snooze'
import { WhenDialog } from '../../../ui/when/dialog'
import { offerDraft } from '../brief/offer-draft'
import { laterApi } from './api'
import './words'
import '../../../styles/scheduled.css'

interface SendLaterProps {
  conversation: Conversation
  body: string
  /** It is kept: the composer may be emptied. */
  onKept: () => void
  onClose: () => void
}

/** Asks when a reply is sent; until the server has it the words stay where they are. */
export function SendLater({ conversation, body, onKept, onClose }: SendLaterProps) {
  const client = useQueryClient()
  const me = useMe()
  const [resolves, setResolves] = useState(false)
  /** Tried again, it is the same one. */
  const client_id = useRef(ambient.id())
  const tell = () => client.invalidateQueries({ queryKey: keys.timeline(conversation.id) })

  const schedule = async (wish: SnoozeWish) => {
    const then = resolves ? 'resolve' : undefined
    const said = { client_id: client_id.current, body, last_seq: conversation.last_seq }
    try {
      const reply = await laterApi.schedule(conversation.id, { ...wish, ...said, then })
      // What was written meanwhile stays.
      if (drafts.read(me.workspace.id, conversation.id).trim() === body) onKept()
      onClose()
      const undo = async () => {
        try {
          await laterApi.withdraw(reply)
          offerDraft(me.workspace.id, conversation.id, body)
        } catch (error) {
          toastError(error)
        }
        void tell()
      }
      const when = moment(reply.due_at, ambient.now())
      toastWithUndo({ title: t('later.done', { when }) }, t('common.undo'), () => void undo())
    } catch (error) {
      toastError(error)
    }
    void tell()
  }

  const name = firstName(contactName(conversation.contact))
  return (
    <WhenDialog
      title={t('later.title')}
      lead={t('later.lead', { name })}
      set={t('later.set')}
      onChoose={schedule}
      onClose={onClose}
    >
      <blockquote className="later-body trunc" dir="auto">
        {body}
      </blockquote>
      <label className="later-then">
        <input type="checkbox" checked={resolves} onChange={(event) => setResolves(event.target.checked)} />
        {t('later.resolve')}
      </label>
    </WhenDialog>
  )
}
