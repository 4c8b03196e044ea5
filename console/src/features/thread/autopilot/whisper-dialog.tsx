import type { Conversation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { toastError } from '../../../lib/explain'
import { ordersQuery } from '../../../lib/handover'
import { t } from '../../../lib/i18n'
import { Dialog } from '../../../ui/dialog-parts'
import { Key } from '../../../ui/keys'
import { autopilotApi } from './api'
import './words'
import '../../../styles/autopilot.css'

const LONGEST = 500

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
  const left = LONGEST - [...body].length
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
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    void whisper()
  }
  if (data && !data.followed)
    return (
      <Dialog title={t('whisper.title', { bot })} lead={t('whisper.cannot', { bot })} open onClose={onClose}>
        <div className="acts">
          <button type="button" className="btn primary" onClick={onClose}>
            {t('whisper.close')}
          </button>
        </div>
      </Dialog>
    )
  return (
    <Dialog title={t('whisper.title', { bot })} lead={t('whisper.lead', { bot })} open onClose={onClose}>
      <form onSubmit={submit}>
        <label className="dialog-field">
          {t('whisper.body', { bot })}
          <span className="input area whisper-field">
            <textarea
              rows={3}
              value={text}
              dir="auto"
              placeholder={t('whisper.placeholder')}
              aria-invalid={left < 0}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={onKey}
            />
          </span>
        </label>
        {left < 100 && (
          <p className={left < 0 ? 'whisper-left over' : 'whisper-left'}>{t('whisper.room', { n: left })}</p>
        )}
        <div className="acts">
          <button type="button" className="btn" onClick={onClose}>
            {t('whisper.cancel')}
          </button>
          <button type="submit" className="btn ai" disabled={busy || !data || !body || left < 0}>
            {t('whisper.send')} <Key name="Mod+↵" />
          </button>
        </div>
      </form>
    </Dialog>
  )
}
