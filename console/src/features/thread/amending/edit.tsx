import type { Message } from '@baton/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { replaceMessage } from '../../../live/cache'
import { focusOnMount } from '../../../ui/focus-on-mount'
import { Key } from '../../../ui/keys'
import { Left, LONGEST } from '../composing/left'
import { amendApi } from './api'
import { editing } from './now'
import './words'
import '../../../styles/amending.css'

/** A message in other words, in its place. What is written stays until the server has it, or its author gives it up. */
export function EditMessage({ message }: { message: Message }) {
  const client = useQueryClient()
  /** As it was when its author began: what was changed elsewhere meanwhile is not overwritten. */
  const read = useRef(message)
  const form = useRef<HTMLFormElement>(null)
  const [text, setText] = useState(message.body)
  const body = text.trim()
  const room = LONGEST - [...text].length
  const close = () => {
    const thread = form.current?.closest<HTMLElement>('.thread')
    editing.set(null)
    thread?.querySelector<HTMLElement>('.composer textarea')?.focus()
  }
  // Whoever left the conversation has left this too.
  useEffect(() => {
    editing.set(message.id)
    return () => editing.set((now) => (now === message.id ? null : now))
  }, [message.id])
  const save = useMutation({
    mutationFn: () => amendApi.edit(read.current, body),
    onSuccess: (edited) => {
      replaceMessage(client, edited)
      close()
    },
  })
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (!body || room < 0 || save.isPending) return
    if (body === message.body) close()
    else save.mutate()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault()
      submit()
    }
  }
  return (
    <form ref={form} className="amend-edit" onSubmit={submit}>
      <textarea
        ref={focusOnMount}
        rows={3}
        dir="auto"
        aria-label={t('amend.body')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKey}
      />
      {save.error && (
        <p className="amend-error" role="alert">
          {t('amend.failed')}. {explain(save.error)}
        </p>
      )}
      <div className="amend-acts">
        <Left left={room} />
        <button type="button" className="btn ghost sm" onClick={close}>
          {t('common.cancel')} <Key name="Esc" />
        </button>
        <button type="submit" className="btn human sm" disabled={!body || room < 0 || save.isPending}>
          {t('amend.save')} <Key name="↵" />
        </button>
      </div>
    </form>
  )
}
