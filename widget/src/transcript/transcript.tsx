import { useRef } from '#dom'
import { lazy } from '../lib/lazy'
import { type Item, timeline } from '../state/timeline'
import { useUi } from '../ui/context'
import { DOWN, Icon } from '../ui/icons'
import { LiveAnswer, Typing } from './live'
import { Markdown } from './markdown'
import { Message, Who } from './message'
import { Offers } from './offers'
import { Pending } from './pending'
import { useStick } from './stick'
import { Divider, MarkLine } from './system'

const { Lazy: Waiting } = lazy(async () => (await import('../wait/waiting')).Waiting)
const { Lazy: LeadCard } = lazy(async () => (await import('../lead/card')).LeadCard)

/** Without it the header still says that a person is looked for. */
const ignore = () => {}

export function Transcript({ open }: { open: boolean }) {
  const { t, chat, state } = useUi()
  const log = useRef<HTMLDivElement>(null)
  const items = timeline(state)
  const pending = state.outbox.at(-1)
  const newest = pending?.client_id ?? items.at(-1)?.key ?? ''
  const { below, toEnd, onScroll } = useStick(log, open, newest, !!pending)
  const lastVoice = state.messages.filter((m) => m.role !== 'user').at(-1)?.role
  const lastMine = state.messages.filter((m) => m.role === 'user').at(-1)
  const isSeen = state.baton.holder === 'person' && !!lastMine && lastMine.seq <= state.seen
  return (
    <div class="w-scroll">
      {/* The narrator says what is new, a sentence at a time; a live region here would say it twice. */}
      <div
        class="w-body"
        role="log"
        aria-live="off"
        aria-label={t('messages')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        ref={log}
        onScroll={onScroll}
      >
        {items.map((item) => (
          <Row key={item.key} item={item} />
        ))}
        {isSeen && !pending && lastMine?.seq === state.messages.at(-1)?.seq && (
          <p class="w-note">{t('seen')}</p>
        )}
        {state.outbox.map((draft) => (
          <Pending key={draft.client_id} draft={draft} />
        ))}
        {state.live && <LiveAnswer live={state.live} who={!!lastVoice && lastVoice !== 'assistant'} />}
        {state.typing && <Typing name={state.typing.name} />}
        {state.baton.holder === 'nobody' && <Waiting onFailed={ignore} />}
        <Offers />
        {state.form && <LeadCard form={state.form} root={chat.root} onFailed={chat.formFailed} />}
      </div>
      {below && (
        <button type="button" class="w-pill" onClick={toEnd}>
          <Icon path={DOWN} size={14} />
          {t('new_messages')}
        </button>
      )}
    </div>
  )
}

function Row({ item }: { item: Item }) {
  switch (item.kind) {
    case 'greeting':
      return (
        <div class="w-turn assistant">
          <Who person={false} name={null} />
          <div class="w-m a">
            <Markdown text={item.text} />
          </div>
        </div>
      )
    case 'message':
      return <Message message={item.message} who={item.who} by={item.by} />
    case 'mark':
      return <MarkLine mark={item.mark} />
    case 'divider':
      return <Divider />
  }
}
