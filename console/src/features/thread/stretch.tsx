import type { Conversation, Id, Message, Rating } from '@baton/api'
import clsx from 'clsx'
import { type ReactNode, Suspense } from 'react'
import { ambient } from '../../lib/ambient'
import { t } from '../../lib/i18n'
import { date, isToday, timeOfDay } from '../../lib/time'
import { BatonMark, BotMark, PersonMark } from '../../ui/marks'
import { lazyPart } from '../../ui/on-demand/lazy-part'
import { EventLine, PassLine } from './event-line'
import { type Item, keyOf, type LegHold, type Stretch } from './legs'
import { MessageView } from './message'
import { NoteView } from './note'

const Told = lazyPart(() => import('./autopilot/told').then((m) => ({ default: m.Told })))

export interface StretchContext {
  conversation: Conversation
  contact: string
  me: Id
  inspected: string | null
  newest: Id | null
  /** The last message that was there when the thread opened. */
  openedAt: number
  /** The first message that the reader had not seen. */
  firstNew: number | null
  /** The message that was searched for. */
  found: number | null
  /** The last message of ours that the visitor has seen. */
  seen: number | null
  /** What the visitor said of answers, by their place. */
  ratings: ReadonlyMap<number, Rating>
  /** What edited messages said before, by their place. */
  edits: ReadonlyMap<number, string[]>
  onWhy: (message: Message) => void
}

/** A leg with its line at the right edge, or the pass between two. */
export function StretchView({
  stretch,
  first,
  last,
  context,
  children,
}: {
  stretch: Stretch
  first: boolean
  last: boolean
  context: StretchContext
  children: ReactNode
}) {
  if (stretch.kind === 'pass')
    return (
      <PassLine
        event={stretch.event}
        hold={stretch.hold}
        conversation={context.conversation}
        me={context.me}
      />
    )
  return (
    <section className={clsx('leg', `leg-${stretch.hold}`, first && 'first', last && 'last')}>
      {first && stretch.hold !== 'none' && <span className="node">{START[stretch.hold]}</span>}
      {stretch.items.map((item) => (
        <ItemView key={keyOf(item)} item={item} context={context} />
      ))}
      {children}
    </section>
  )
}

const START: Record<Exclude<LegHold, 'none'>, ReactNode> = {
  ai: <BotMark size={18} />,
  human: <PersonMark size={19} />,
  wait: <BatonMark size={17} />,
}

function ItemView({ item, context }: { item: Item; context: StretchContext }) {
  switch (item.kind) {
    case 'day': {
      const now = ambient.now()
      return (
        <p className="day">
          {isToday(item.at, now) ? t('transcript.today', { time: timeOfDay(item.at) }) : date(item.at, now)}
        </p>
      )
    }
    case 'event':
      switch (item.event.type) {
        case 'note.created':
          return <NoteView note={item.event.data.note} me={context.me} />
        case 'whisper.left':
        case 'answer.decided':
        case 'conversation.autopilot_changed':
          return (
            <Suspense>
              <Told event={item.event} bot={context.conversation.assistant.name} me={context.me} />
            </Suspense>
          )
        default:
          return <EventLine event={item.event} />
      }
    case 'message':
      return (
        <>
          {context.firstNew === item.message.seq && <Divider />}
          <MessageView
            message={item.message}
            contact={context.contact}
            assistant={context.conversation.assistant.name}
            me={context.me}
            inspected={context.inspected === item.message.id}
            newest={context.newest === item.message.id}
            arrived={item.message.seq > context.openedAt}
            rating={context.ratings.get(item.message.seq)}
            edits={context.edits.get(item.message.seq)}
            amendable={context.conversation.amendable}
            onWhy={context.onWhy}
            found={context.found === item.message.seq}
            seen={context.seen === item.message.seq}
            seenAt={context.seen === item.message.seq ? context.conversation.visitor_read.at : null}
          />
        </>
      )
  }
}

/** Between what was read and what is new. */
function Divider() {
  return (
    <p className="t-unread" data-first-unread>
      <span>{t('transcript.unread')}</span>
    </p>
  )
}
