import type { Thumb, WidgetMessage } from '@baton/api'
import { useState } from '#dom'
import { rate } from '../i18n/en-rate'
import { teach } from '../i18n/index'
import { addSheetOnce } from '../lib/sheet'
import { useUi } from '../ui/context'
import { Icon } from '../ui/icons'
import css from './rate.css?inline'

teach(rate)

/** Lucide, ISC, as the others. */
const UP =
  'M7 10v12M15 5.88 14 10h5.83a2 2 0 0 1 1.92 2.56l-2.33 8A2 2 0 0 1 17.5 22H4a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2h2.76a2 2 0 0 0 1.79-1.11L12 2a3.13 3.13 0 0 1 3 3.88Z'
const DOWN =
  'M17 14V2M9 18.12 10 14H4.17a2 2 0 0 1-1.92-2.56l2.33-8A2 2 0 0 1 6.5 2H20a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-2.76a2 2 0 0 0-1.79 1.11L12 22a3.13 3.13 0 0 1-3-3.88Z'
const THUMBS = [
  ['up', UP, 'rate_up'],
  ['down', DOWN, 'rate_down'],
] as const
const LONGEST = 500

/** Whether an answer helped, below the newest one and those that were rated; where it did not, what was wrong. */
export function Rate({ message }: { message: WidgetMessage }) {
  const { t, chat, state } = useUi()
  addSheetOnce(chat.root, css)
  const [thumb, setThumb] = useState<Thumb | null>(() => chat.memory.rated(message.id))
  const [step, setStep] = useState<'' | 'ask' | 'thanks'>('')
  const [comment, setComment] = useState('')
  const isNewest = state.messages.at(-1)?.seq === message.seq
  if (!thumb && !isNewest) return null

  const tell = (next: Thumb | null, said?: string) => {
    chat.rate(message.seq, next, said)
    chat.memory.keepRated(message.id, next)
    setThumb(next)
  }
  const press = (pressed: Thumb) => {
    const next = thumb === pressed ? null : pressed
    tell(next)
    setStep(next === 'down' ? 'ask' : '')
  }
  const send = (event: Event) => {
    event.preventDefault()
    if (!comment.trim()) return
    tell('down', comment.trim())
    setStep('thanks')
  }
  return (
    <fieldset class="w-rate" aria-label={t('rate')}>
      {THUMBS.map(([each, path, words]) => (
        <button
          key={each}
          type="button"
          aria-pressed={thumb === each}
          aria-label={t(words)}
          title={t(words)}
          onClick={() => press(each)}
        >
          <Icon path={path} size={15} />
        </button>
      ))}
      {step === 'thanks' && <span role="status">{t('rate_thanks')}</span>}
      {step === 'ask' && (
        <form onSubmit={send}>
          <textarea
            aria-label={t('rate_what')}
            placeholder={t('rate_what')}
            maxLength={LONGEST}
            dir="auto"
            value={comment}
            onInput={(event: Event) => setComment((event.target as HTMLTextAreaElement).value)}
          />
          <button type="submit" disabled={!comment.trim()}>
            {t('rate_send')}
          </button>
        </form>
      )}
    </fieldset>
  )
}
