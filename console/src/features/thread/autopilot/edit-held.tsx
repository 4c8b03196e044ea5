import type { HeldAnswer } from '@baton/api'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { t } from '../../../lib/i18n'
import { focusOnMount } from '../../../ui/focus-on-mount'
import { Key } from '../../../ui/keys'

interface EditHeldProps {
  held: HeldAnswer
  bot: string
  busy: boolean
  onSend: (body: string) => void
  onCancel: () => void
}

/** The answer in other words, before the visitor reads it. */
export function EditHeld({ held, bot, busy, onSend, onCancel }: EditHeldProps) {
  const [text, setText] = useState(held.body)
  const body = text.trim()
  const send = () => {
    if (body && !busy) onSend(body)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel()
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    send()
  }
  return (
    <form className="held-edit" onSubmit={submit}>
      <textarea
        ref={focusOnMount}
        rows={4}
        dir="auto"
        aria-label={t('held.body')}
        value={text}
        maxLength={4_000}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKey}
      />
      <div className="held-acts">
        <button type="submit" className="btn ai sm" disabled={busy || !body}>
          {t('held.send')} <Key name="Mod+↵" />
        </button>
        <button type="button" className="btn ghost sm" onClick={onCancel}>
          {t('held.cancel')}
        </button>
        <span className="held-grounds">{t('held.as', { bot })}</span>
      </div>
    </form>
  )
}
