import type { Conversation, Id, Message } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { contactName, type Hold } from '../../lib/baton'
import { t } from '../../lib/i18n'
import { useShortcut } from '../../lib/keyboard/use-shortcut'
import { problemOf } from '../../lib/problem'
import { conversationQuery } from '../../lib/queries'
import { useSignals, useViewing } from '../../live/provider'
import { seedTurn } from '../../live/turns'
import { Empty } from '../../ui/empty'
import { Failure } from '../../ui/failure'
import { lazyPart } from '../../ui/on-demand/lazy-part'
import { Asked } from './asking/asked'
import { Footer } from './composing/footer'
import { Header } from './header'
import { Orders } from './orders/orders'
import { useRead } from './reading/use-read'
import { type Unread, useUnread } from './reading/use-unread'
import { Scheduled } from './scheduled/scheduled'
import { ThreadSkeleton } from './skeleton'
import { StatusBar, TONE, TurnClock } from './status-bar'
import { BatonSwitch } from './switch'
import { Transcript } from './transcript'
import { useBaton } from './use-baton'
import './words'
import '../../styles/conversation.css'
import '../../styles/team.css'

/** Only where somebody practises. */
const Coach = lazyPart(() => import('./coach').then((m) => ({ default: m.Coach })))
const AutopilotDialog = lazyPart(() =>
  import('./autopilot/dialog').then((m) => ({ default: m.AutopilotDialog })),
)
const HeldCard = lazyPart(() => import('./autopilot/held-card').then((m) => ({ default: m.HeldCard })))
const WhisperDialog = lazyPart(() =>
  import('./autopilot/whisper-dialog').then((m) => ({ default: m.WhisperDialog })),
)
const SnoozeThis = lazyPart(() => import('./snooze/snooze').then((m) => ({ default: m.SnoozeThis })))
const PassOn = lazyPart(() => import('./pass-on').then((m) => ({ default: m.PassOn })))

export interface ThreadProps {
  id: Id
  /** The message whose trace is open beside it. */
  inspected: Id | null
  /** The message that was searched for: shown, wherever it is. */
  found?: number | null
  onWhy: (message: Message) => void
  onBack: () => void
  onPanel: () => void
  /** `full`: header and status bar of the inbox. `slim`: one bar with the switch, under a head of the caller. */
  frame?: 'full' | 'slim'
  /** Above the transcript, in the slim frame. */
  card?: ReactNode
}

/** One conversation: who holds it, what was said, and what one may write. */
export function Thread(props: ThreadProps) {
  const { id } = props
  const { data, error, isPending, refetch } = useQuery(conversationQuery(id))
  useSignals(id)
  useViewing(id)
  const unread = useUnread(data)
  useRead(data)
  const turn = data?.turn ?? null
  useEffect(() => {
    if (turn?.text) seedTurn(id, turn)
  }, [id, turn])
  if (isPending) return <ThreadSkeleton />
  if (!data)
    return (
      <section className="thread centred">
        {problemOf(error)?.status === 404 ? (
          <Empty picture="search" title={t('thread.gone')} detail={t('thread.goneDetail')} />
        ) : (
          <Failure title={t('thread.failed')} error={error} onRetry={() => void refetch()} />
        )}
      </section>
    )
  return <ThreadView {...props} conversation={data} unread={unread} />
}

function ThreadView({
  conversation,
  inspected,
  found = null,
  onWhy,
  onBack,
  onPanel,
  frame = 'full',
  card,
  unread,
}: ThreadProps & { conversation: Conversation; unread: Unread | null }) {
  const baton = useBaton(conversation)
  const [dialog, setDialog] = useState<'pass' | 'autopilot' | 'whisper' | 'snooze'>()
  const mayPass = baton.may.reply && baton.hold !== 'done'
  const mayWhisper = baton.may.reply && baton.hold === 'ai' && conversation.autopilot !== 'off'
  const passOn = () => setDialog('pass')
  const snooze = () => setDialog('snooze')
  const close = () => setDialog(undefined)
  useShortcut('snooze', snooze, mayPass)
  useShortcut('assign', passOn, mayPass)
  const toggle = <BatonSwitch conversation={conversation} baton={baton} />
  return (
    <section
      className="thread"
      aria-label={t('thread.with', { name: contactName(conversation.contact) })}
      data-pane
    >
      {frame === 'full' ? (
        <>
          <Header
            conversation={conversation}
            onBack={onBack}
            onPanel={onPanel}
            onPassOn={mayPass ? passOn : undefined}
            onAutopilot={mayPass ? () => setDialog('autopilot') : undefined}
            onWhisper={mayWhisper ? () => setDialog('whisper') : undefined}
            onSnooze={mayPass ? snooze : undefined}
          >
            {toggle}
          </Header>
          <StatusBar conversation={conversation} baton={baton} />
        </>
      ) : (
        <div className={`t-status slim${TONE[baton.hold]}`}>
          {toggle}
          <span className="end">
            <TurnClock conversation={conversation} />
          </span>
        </div>
      )}
      <Asked conversation={conversation} baton={baton} />
      <Orders conversation={conversation} editable={baton.may.reply} />
      {card}
      {conversation.channel === 'practice' && (
        <Suspense>
          <Coach conversation={conversation} hold={baton.hold} />
        </Suspense>
      )}
      <Transcript
        conversation={conversation}
        baton={baton}
        inspected={inspected}
        found={found}
        unread={unread}
        onWhy={onWhy}
      />
      {conversation.held_until && (
        <Suspense>
          <HeldCard conversation={conversation} editable={baton.may.reply} />
        </Suspense>
      )}
      <Scheduled conversation={conversation} editable={baton.may.reply} />
      <Footer conversation={conversation} baton={baton} />
      <Announcer hold={baton.hold} conversation={conversation} />
      <Suspense>
        {dialog === 'pass' && <PassOn conversation={conversation} baton={baton} onClose={close} />}
        {dialog === 'snooze' && <SnoozeThis conversation={conversation} onClose={close} />}
        {dialog === 'whisper' && <WhisperDialog conversation={conversation} onClose={close} />}
        {dialog === 'autopilot' && <AutopilotDialog conversation={conversation} onClose={close} />}
      </Suspense>
    </section>
  )
}

/** Says aloud who holds the baton now, apart from the transcript. */
function Announcer({ hold, conversation }: { hold: Hold; conversation: Conversation }) {
  const mate = conversation.baton.person?.name ?? ''
  const words: Record<Hold, string> = {
    ai: t('switch.ai', { name: conversation.assistant.name }),
    you: t('switch.you'),
    mate: t('switch.mate', { name: mate }),
    wait: t('composer.nobody'),
    done: t('closed.title'),
  }
  return (
    <span className="sr" role="status">
      {words[hold]}
    </span>
  )
}
