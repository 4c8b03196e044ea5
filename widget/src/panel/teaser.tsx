import type { WidgetMessage } from '@baton/api'
import { useState } from '#dom'
import { preview } from '../lib/preview'
import { addSheetOnce } from '../lib/sheet'
import { CLOSE, Icon } from '../ui/icons'
import { Bot, Mate } from '../ui/marks'
import css from './teaser.css?inline'

interface Props {
  root: ShadowRoot
  /** The newest message that has not been seen. */
  message: WidgetMessage
  from: string
  dismiss: string
  onOpen(): void
}

/** What was said while the chat was closed, beside the launcher. */
export function Teaser({ root, message, from, dismiss, onOpen }: Props) {
  addSheetOnce(root, css)
  const [dismissed, setDismissed] = useState('')
  if (dismissed === message.id) return null
  return (
    <div class="w-tease">
      <button type="button" class="open" onClick={onOpen}>
        {message.role === 'human-agent' ? <Mate name={message.author_name} big /> : <Bot size={32} />}
        <span class="say">
          <b>{from}</b>
          <span dir="auto">{preview(message.body)}</span>
        </span>
      </button>
      <button type="button" class="x" aria-label={dismiss} onClick={() => setDismissed(message.id)}>
        <Icon path={CLOSE} size={16} />
      </button>
    </div>
  )
}
