import type { RefObject } from '#dom'
import { useEffect, useState } from '#dom'
import { useUi } from '../ui/context'
import { Icon, SEND } from '../ui/icons'
import { LIMIT, lengthOf, rowsOf, WARN } from './limits'

/** Enter that belongs to an input method is not ours; Safari says so only by this code. */
const IME = 229

export function Composer({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const { t, chat, state } = useUi()
  const { conversation } = state
  const [text, setText] = useState(() => chat.memory.draft(conversation))
  useEffect(() => {
    // What is being written goes along into a new conversation.
    setText((now) => now || chat.memory.draft(conversation))
  }, [conversation])
  useEffect(() => {
    const element = field.current
    if (!element || CSS.supports?.('field-sizing', 'content')) return
    element.rows = rowsOf(text)
  }, [text])

  const change = (next: string) => {
    setText(next)
    chat.memory.keepDraft(conversation, next)
    if (next) chat.typed()
    else chat.stopped()
  }
  const length = lengthOf(text)
  const ready = !!text.trim() && length <= LIMIT
  const send = () => {
    if (!ready) return
    chat.send(text.trim())
    setText('')
    chat.memory.keepDraft(conversation, '')
    field.current?.focus()
  }
  const { holder, person } = state.baton
  const hint =
    holder === 'nobody'
      ? t('add')
      : holder === 'person' && person
        ? t('write_person', { name: person.name })
        : t('write')
  return (
    <div class="w-comp">
      <textarea
        ref={field}
        rows={1}
        value={text}
        placeholder={hint}
        aria-label={hint}
        aria-describedby={length > WARN ? 'baton-count' : undefined}
        aria-invalid={length > LIMIT}
        enterkeyhint="send"
        dir="auto"
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === IME) return
          event.preventDefault()
          send()
        }}
      />
      {length > WARN && (
        <span
          id="baton-count"
          class={length > LIMIT ? 'count over' : 'count'}
          role={length > LIMIT ? 'alert' : undefined}
        >
          {length > LIMIT ? t('over', { n: length - LIMIT }) : t('left', { n: LIMIT - length })}
        </span>
      )}
      <button
        type="button"
        class={ready ? 'w-send on' : 'w-send'}
        aria-label={t('send')}
        aria-disabled={!ready}
        onClick={send}
      >
        <Icon path={SEND} />
      </button>
    </div>
  )
}
