import type { Conversation, Message } from '@baton/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ChevronUp } from 'lucide-react'
import { Fragment, Suspense, useEffect, useMemo, useRef } from 'react'
import { api, type Slice } from '../../lib/api'
import { contactName, firstName } from '../../lib/baton'
import { toastError } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { useShortcut } from '../../lib/keyboard/use-shortcut'
import { keys } from '../../lib/keys'
import { messagesQuery, timelineQuery, useMe } from '../../lib/queries'
import { useStore } from '../../lib/store'
import { outbox } from '../../live/outbox'
import { turns } from '../../live/turns'
import { writing } from '../../live/writing'
import { Failure } from '../../ui/failure'
import { lazyPart } from '../../ui/on-demand/lazy-part'
import { editsOf } from './amending/now'
import { Closed } from './closed'
import { briefPlace, ratingsOf, toStretches } from './legs'
import { LiveTurn } from './live-turn'
import { OutgoingView } from './outgoing'
import { useShowFound } from './reading/use-show-found'
import { useStick } from './reading/use-stick'
import { firstUnread, type Unread } from './reading/use-unread'
import { TranscriptSkeleton } from './skeleton'
import { StretchView } from './stretch'
import type { BatonActions } from './use-baton'

const BriefCard = lazyPart(() => import('./brief/brief').then((m) => ({ default: m.BriefCard })))

interface TranscriptProps {
  conversation: Conversation
  baton: BatonActions
  inspected: string | null
  found: number | null
  unread: Unread | null
  onWhy: (message: Message) => void
}

const EARLIER_PAGE = 50

/** Everything that was said and happened, with the relay line at the right edge. */
export function Transcript(props: TranscriptProps) {
  const { id } = props.conversation
  const messages = useQuery(messagesQuery(id))
  const timeline = useQuery(timelineQuery(id))
  if (messages.isPending || timeline.isPending) return <TranscriptSkeleton />
  const error = messages.data ? null : messages.error
  if (error || !messages.data)
    return (
      <div className="transcript centred">
        <Failure title={t('thread.failed')} error={error} onRetry={() => void messages.refetch()} />
      </div>
    )
  return <Flow {...props} thread={messages.data} events={timeline.data ?? []} />
}

function Flow({
  conversation,
  baton,
  inspected,
  found,
  unread,
  onWhy,
  thread,
  events,
}: TranscriptProps & { thread: Slice<Message>; events: Parameters<typeof toStretches>[1] }) {
  const me = useMe()
  const client = useQueryClient()
  const scroller = useRef<HTMLDivElement>(null)
  const flow = useRef<HTMLDivElement>(null)
  const stretches = useMemo(() => toStretches(thread.items, events, thread.has_more), [thread, events])
  const ratings = useMemo(() => ratingsOf(events), [events])
  const edits = useMemo(() => editsOf(events), [events])
  const outgoing = useStore(outbox.items).filter((item) => item.conversation === conversation.id)
  const turn = useStore(turns, (all) => all.get(conversation.id))
  const types = useStore(writing, (all) => all.get(conversation.id)?.some((each) => !each.by))
  const firstNew = useMemo(() => firstUnread(thread, unread), [thread, unread])
  const { atEnd, toEnd, release } = useStick(scroller, flow, thread.items[0]?.id ?? '')
  const shown = useShowFound(conversation.id, found, scroller, release)

  useShortcut('open', () => scroller.current?.focus())
  const lastSeq = thread.items.at(-1)?.seq ?? 0
  const openedAt = useRef(lastSeq)
  const seen = useRef(lastSeq)
  if (atEnd) seen.current = lastSeq
  const missed = lastSeq - seen.current

  const queued = outgoing.length
  const before = useRef(queued)
  useEffect(() => {
    if (queued > before.current) toEnd()
    before.current = queued
  }, [queued, toEnd])

  const earlier = useMutation({
    mutationFn: () =>
      api.messages(conversation.id, { before: thread.items[0]?.seq ?? 1, limit: EARLIER_PAGE }),
    onSuccess: (page) =>
      client.setQueryData<Slice<Message>>(
        keys.messages(conversation.id),
        (known) => known && { items: [...page.items, ...known.items], has_more: page.has_more },
      ),
    onError: toastError,
  })

  const name = contactName(conversation.contact)
  const newest = thread.items.findLast((message) => message.turn_id)?.id ?? null
  const context = {
    conversation,
    contact: name,
    me: me.user.id,
    inspected,
    newest,
    openedAt: openedAt.current,
    firstNew,
    found: shown,
    seen: seenOf(thread.items, conversation.visitor_read.seq),
    ratings,
    edits,
    onWhy,
  }
  const { escalated_at, holder } = conversation.baton
  const briefed = escalated_at && (holder === 'nobody' || holder === 'person')
  const place = briefed ? briefPlace(stretches, holder === 'nobody') : -1
  const brief = (
    <Suspense>
      <BriefCard conversation={conversation} baton={baton} />
    </Suspense>
  )
  const live = turn && !thread.items.some((message) => message.turn_id === turn.id) ? turn : undefined
  return (
    <div className="t-scroll">
      <div
        className="transcript"
        role="log"
        aria-live="polite"
        aria-label={t('transcript.log')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by the keyboard
        tabIndex={0}
        ref={scroller}
      >
        <div className="t-flow" ref={flow}>
          {thread.has_more && (
            <button
              type="button"
              className="btn ghost sm t-earlier"
              disabled={earlier.isPending}
              onClick={() => earlier.mutate()}
            >
              <ChevronUp className="i" size={14} aria-hidden="true" />
              {t('transcript.earlier')}
            </button>
          )}
          {stretches.length === 0 && <p className="day">{t('transcript.empty', { name })}</p>}
          {stretches.map((stretch, index) => (
            <Fragment key={stretch.key}>
              {place === index && brief}
              <StretchView
                stretch={stretch}
                first={index === 0}
                last={index === stretches.length - 1}
                context={context}
              >
                {index === stretches.length - 1 && stretch.kind === 'leg' && (
                  <>
                    {live && (
                      <LiveTurn
                        turn={live}
                        assistant={conversation.assistant.name}
                        onStop={baton.may.reply && baton.hold === 'ai' ? () => baton.claim(false) : undefined}
                      />
                    )}
                    {outgoing.map((item) => (
                      <OutgoingView key={item.client_id} item={item} name={me.user.name} />
                    ))}
                    {types && <TypingDots name={firstName(name)} />}
                  </>
                )}
              </StretchView>
            </Fragment>
          ))}
          {stretches.at(-1)?.kind === 'pass' && (outgoing.length > 0 || live || types) && (
            <section className={`leg leg-${baton.hold === 'ai' ? 'ai' : 'human'} last`}>
              {live && <LiveTurn turn={live} assistant={conversation.assistant.name} />}
              {outgoing.map((item) => (
                <OutgoingView key={item.client_id} item={item} name={me.user.name} />
              ))}
              {types && <TypingDots name={firstName(name)} />}
            </section>
          )}
          {place === stretches.length && brief}
          {baton.hold === 'done' && <Closed conversation={conversation} baton={baton} />}
        </div>
      </div>
      {!atEnd && (
        <button type="button" className="btn sm t-new" aria-label={t('transcript.latest')} onClick={toEnd}>
          <ArrowDown className="i" size={14} aria-hidden="true" />
          {missed > 0 && t('transcript.new', { n: missed })}
        </button>
      )}
    </div>
  )
}

/** The last message of our side that the visitor has read. */
function seenOf(messages: readonly Message[], seq: number): number | null {
  return messages.findLast((each) => each.role !== 'user' && each.seq <= seq)?.seq ?? null
}

function TypingDots({ name }: { name: string }) {
  return (
    <span className="typing">
      <span className="bub">
        <span className="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      </span>
      {t('transcript.typing', { name })}
    </span>
  )
}
