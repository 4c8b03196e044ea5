import type { WidgetMessage } from '@baton/api'
import { lazy } from '../lib/lazy'
import { useUi } from '../ui/context'
import { Bot, Mate } from '../ui/marks'
import { clockTime } from '../ui/time'
import { Cited } from './cited'
import { Markdown } from './markdown'

const { Lazy: Files } = lazy(async () => (await import('../files/files')).Files)
const { Lazy: Rate } = lazy(async () => (await import('../rate/rate')).Rate)
/** Answers may be rated, and what is said about them. */
const RATED = /^(answer|curated|decline)$/
const ignore = () => {}

/** The line above the first of several messages of one voice. */
export function Who({ person, name }: { person: boolean; name: string | null }) {
  const { t, assistant } = useUi()
  return (
    <p class="w-who" aria-hidden="true">
      {person ? <Mate name={name} /> : <Bot size={14} />}
      {person ? (name ?? t('person')) : `${assistant.name}, ${t('ai')}`}
    </p>
  )
}

interface Props {
  message: WidgetMessage
  who: boolean
  /** Who took over, where the assistant was cut off. */
  by: string | null
}

export function Message({ message, who, by }: Props) {
  const { t, assistant, locale } = useUi()
  const { role, author_name, body, citations, state, kind, created_at, edited_at, attachments } = message
  const time = clockTime(locale, created_at)
  const author =
    role === 'user'
      ? t('you')
      : role === 'assistant'
        ? `${assistant.name}, ${t('ai')}`
        : (author_name ?? t('person'))
  return (
    <article class={`w-turn ${role}`} aria-label={`${author}, ${time}`} title={time}>
      {who && <Who person={role === 'human-agent'} name={author_name} />}
      {state === 'unsent' ? (
        <p class="w-note">{t('unsent')}</p>
      ) : role === 'assistant' && citations.length > 0 ? (
        <Cited message={message} />
      ) : (
        body && (
          <div class={`w-m ${{ user: 'v', assistant: 'a', 'human-agent': 'h' }[role]}`}>
            {role === 'user' ? (
              <p class="plain" dir="auto">
                {body}
              </p>
            ) : (
              <Markdown text={body} />
            )}
          </div>
        )
      )}
      {attachments && <Files files={attachments} onFailed={ignore} />}
      {RATED.test(kind ?? '') && state !== 'cut' && <Rate message={message} onFailed={ignore} />}
      {edited_at && state === 'complete' && <p class="w-note">{t('edited')}</p>}
      {state === 'cut' && (
        <p class="w-note">{t('cut', { assistant: assistant.name, name: by ?? t('person') })}</p>
      )}
    </article>
  )
}
