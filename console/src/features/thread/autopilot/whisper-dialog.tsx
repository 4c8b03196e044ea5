import type { Conversation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { toastError } from '../../../lib/explain'
import { ordersQuery } from '../../../lib/handover'
import { t } from '../../../lib/i18n'
import { Dialog } from '../../../ui/dialog-parts'
import { Key } from '../../../ui/keys'
import { leftOf, OrderField } from '../orders/order-field'
import { autopilotApi } from './api'
import './words'
import '../../../styles/autopilot.css'

/** Tells the assistant in private what to do; where it cannot follow, says so instead. */
export function WhisperDialog({
  conversation,
  onClose,
}: {
  conversation: Conversation
  onClose: () => void
}) {
  const bot = conversation.assistant.name
  // Who follows orders follows a whisper: a model.
  const { data } = useQuery(ordersQuery(conversation.id))
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const body = text.trim()
  const left = leftOf(text)
  const whisper = async () => {
    if (busy || !body || left < 0) return
    setBusy(true)
    try {
      await autopilotApi.whisper(conversation.id, body)
      onClose()
    } catch (error) {
      toastError(error)
    }
    setBusy(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void whisper()
  }
  if (data && !data.followed)
    return (
      <Dialog title={t('whisper.title', { bot })} lead={t('whisper.cannot', { bot })} open onClose={onClose}>
        <div className="acts">
          <button type="button" className="btn primary" onClick={onClose}>
            {t('common.close')}
          </button>
        </div>
      </Dialog>
    )
  return (
    <Dialog title={t('whisper.title', { bot })} lead={t('whisper.lead', { bot })} open onClose={onClose}>
      <form onSubmit={submit}>
        <OrderField
          label={t('whisper.body', { bot })}
          placeholder={t('whisper.placeholder')}
          text={text}
          onText={setText}
          onSend={() => void whisper()}
        />
        <div className="acts">
          <button type="button" className="btn" onClick={onClose}>
            {t('common.cancel')}
          </button>
          <button type="submit" className="btn ai" disabled={busy || !body || left < 0}>
            {t('whisper.send')} <Key name="Mod+↵" />
          </button>
        </div>
      </form>
    </Dialog>
  )
}
