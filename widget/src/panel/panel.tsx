import type { RefObject } from '#dom'
import { Footer } from '../composer/footer'
import { Header } from '../header/header'
import type { Translate } from '../i18n/index'
import { lazy } from '../lib/lazy'
import { unread } from '../state/messages'
import { Transcript } from '../transcript/transcript'
import { UiContext } from '../ui/context'
import type { Chat } from './chat'

interface Props {
  chat: Chat
  t: Translate
  locale: string
  open: boolean
  onOpen(): void
  field: RefObject<HTMLTextAreaElement | null>
  panel: RefObject<HTMLElement | null>
}

const { Lazy: Teaser } = lazy(async () => (await import('./teaser')).Teaser)
// Speaks only while the chat is open, and not before somebody has written.
const { Lazy: Announcer } = lazy(async () => (await import('../transcript/announcer')).Announcer)

/** Without it there is less comfort, and nothing to tell the visitor. */
const ignore = () => {}

/** The open chat: header, transcript, composer. A dialog that does not take the page away. */
export function Panel({ chat, t, locale, open, onOpen, field, panel }: Props) {
  const { state } = chat.store
  const { assistant } = state
  if (!assistant) return null
  const news = open ? undefined : unread(state).at(-1)
  return (
    <UiContext.Provider value={{ chat, state, assistant, t, locale }}>
      {news && (
        <Teaser
          root={chat.root}
          message={news}
          from={news.role === 'human-agent' ? (news.author_name ?? t('person')) : assistant.name}
          dismiss={t('dismiss')}
          onOpen={onOpen}
          onFailed={ignore}
        />
      )}
      <section
        class="w"
        id="baton-panel"
        role="dialog"
        aria-modal="false"
        aria-label={t('chat_with', { company: assistant.company })}
        tabIndex={-1}
        hidden={!open}
        ref={panel}
        onKeyDown={(event) => event.key === 'Escape' && chat.close()}
      >
        <Header />
        {state.link === 'offline' && (
          <p class="w-banner" role="status">
            {t('offline')}
          </p>
        )}
        <Transcript open={open} />
        <Footer field={field} />
        {open && <Announcer onFailed={ignore} />}
      </section>
    </UiContext.Provider>
  )
}
