import type { HeldAnswer } from '@baton/api'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { t } from '../../../lib/i18n'
import { focusOnMount } from '../../../ui/focus-on-mount'
import { Key } from '../../../ui/keys'

interface EditHeldProps {
  held: HeldAnswer
  bot: string
  busy: boolean
  /** Answers whether it went out. */
  onSend: (body: string) => Promise<boolean>
  /** Somebody writes: it must wait on. */
  onWriting: () => void
  onCancel: () => void
  /** The answer was decided on meanwhile, or the page was left: what was written is not lost. */
  onLost: (text: string) => void
}

/** It is said so often that somebody still writes: an answer waits three minutes for that. */
const SAY_MS = 60_000

/** The answer in other words, before the visitor reads it. */
export function EditHeld({ held, bot, busy, onSend, onWriting, onCancel, onLost }: EditHeldProps) {
  const [text, setText] = useState(held.body)
  const body = text.trim()
  // What there is to lose, while there is anything.
  const unsent = useRef<string>(undefined)
  const said = useRef(performance.now())
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
      if (unsent.current) onLost(unsent.current)
    }
  }, [])
  const write = (next: string) => {
    setText(next)
    unsent.current = next.trim() === held.body.trim() ? undefined : next
    if (performance.now() - said.current < SAY_MS) return
    said.current = performance.now()
    onWriting()
  }
  const send = async () => {
    if (!body || busy) return
    const kept = unsent.current
    // It goes with the card, which may be gone before the answer is here.
    unsent.current = undefined
    if (await onSend(body)) return
    if (!gone.current) unsent.current = kept
    else if (kept) onLost(kept)
  }
  const cancel = () => {
    unsent.current = undefined
    onCancel()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      cancel()
    } else if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      void send()
    }
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
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKey}
      />
      <div className="held-acts">
        <button type="submit" className="btn ai sm" disabled={busy || !body}>
          {t('held.send')} <Key name="Mod+↵" />
        </button>
        <button type="button" className="btn ghost sm" onClick={cancel}>
          {t('common.cancel')}
        </button>
        <span className="held-grounds">{t('held.as', { bot })}</span>
      </div>
    </form>
  )
}
