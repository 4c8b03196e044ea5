import type { Conversation } from '@baton/api'
import { type FormEvent, useState } from 'react'
import { firstName } from '../../../lib/baton'
import { toastError } from '../../../lib/explain'
import { handoverApi } from '../../../lib/handover'
import { t } from '../../../lib/i18n'
import { Dialog } from '../../../ui/dialog-parts'
import type { BatonActions } from '../use-baton'
import './words'

interface TakeOverProps {
  conversation: Conversation
  baton: BatonActions
  onClose: () => void
}

/** Before what a teammate holds is taken: they are asked. Admins and the owner may take it at once. */
export function TakeOver({ conversation, baton, onClose }: TakeOverProps) {
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const name = firstName(conversation.baton.person?.name ?? '')
  const { releaseAny } = baton.may
  const ask = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    try {
      await handoverApi.ask(conversation.id, { epoch: conversation.baton.epoch, note })
      onClose()
    } catch (error) {
      setBusy(false)
      toastError(error)
    }
  }
  return (
    <Dialog
      title={t(releaseAny ? 'takeOver.title' : 'asking.title', { name })}
      lead={t(releaseAny ? 'takeOver.detail' : 'asking.detail', { name })}
      open
      onClose={onClose}
    >
      <form onSubmit={ask}>
        <label className="dialog-field">
          {t('asking.note', { name })}
          <span className="input">
            <input
              value={note}
              maxLength={300}
              dir="auto"
              placeholder={t('asking.placeholder')}
              onChange={(event) => setNote(event.target.value)}
            />
          </span>
        </label>
        <div className="acts">
          <button type="button" className="btn" onClick={onClose}>
            {t('takeOver.leave')}
          </button>
          <button type="submit" className={releaseAny ? 'btn' : 'btn human'} disabled={busy}>
            {t('asking.ask')}
          </button>
          {releaseAny && (
            <button
              type="button"
              className="btn human"
              disabled={busy}
              onClick={() => {
                onClose()
                baton.claim(true)
              }}
            >
              {t('switch.takeOver')}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  )
}
