import type { Citation, Message, Rating } from '@baton/api'
import clsx from 'clsx'
import { BookOpenCheck, CheckCheck, ScanSearch, Scissors, ThumbsDown, ThumbsUp } from 'lucide-react'
import { memo, Suspense } from 'react'
import { t } from '../../lib/i18n'
import { useStore } from '../../lib/store'
import { exact, timeOfDay } from '../../lib/time'
import { MateAvatar } from '../../ui/avatar'
import { Key } from '../../ui/keys'
import { Markdown, PlainText } from '../../ui/markdown'
import { BotMark } from '../../ui/marks'
import { lazyPart } from '../../ui/on-demand/lazy-part'
import { editing, left } from './amending/now'
import { Cite, citeIn } from './cite'
import { Attachments } from './files/attachments'

const AmendOffer = lazyPart(() => import('./amending/offer').then((m) => ({ default: m.AmendOffer })))
const EditMessage = lazyPart(() => import('./amending/edit').then((m) => ({ default: m.EditMessage })))

interface MessageProps {
  message: Message
  contact: string
  assistant: string
  /** The person who reads. */
  me: string
  inspected: boolean
  /** The newest answer: the key `I` explains it. */
  newest: boolean
  /** It came while the thread was open. */
  arrived: boolean
  /** It was searched for. */
  found: boolean
  /** The visitor has read up to here, and when, where that is known. */
  seen: boolean
  seenAt: string | null
  /** What the visitor said of an answer. */
  rating: Rating | undefined
  /** What it said before it was edited. */
  edits: readonly string[] | undefined
  /** Its channel lets what was just said be changed. */
  amendable: boolean
  onWhy: (message: Message) => void
}

/** One message, of the visitor (left) or of our side (right). */
export const MessageView = memo(function MessageView(props: MessageProps) {
  const { message } = props
  switch (message.role) {
    case 'user':
      return (
        <article
          className={clsx('msg v', props.arrived && 'arrived', props.found && 'is-found')}
          data-seq={message.seq}
          aria-label={t('transcript.visitor', { name: props.contact, time: timeOfDay(message.created_at) })}
        >
          {message.body && (
            <div className="bub" dir="auto" title={exact(message.created_at)}>
              <PlainText source={message.body} />
            </div>
          )}
          <Attachments files={message.attachments} />
        </article>
      )
    case 'assistant':
      return <Answer {...props} />
    case 'human-agent':
      return <Reply {...props} />
  }
})

function Reply({ message, me, arrived, found, seen, seenAt, edits, amendable }: MessageProps) {
  const name = message.author?.name ?? ''
  const time = timeOfDay(message.created_at)
  const isUnsent = message.state === 'unsent'
  const isMine = amendable && message.author?.id === me && !isUnsent
  const isEdited = useStore(editing, (id) => isMine && id === message.id)
  const isFresh = isMine && !isEdited && left(message, arrived) > 0
  return (
    <article
      className={clsx('msg h', arrived && 'arrived', found && 'is-found')}
      data-seq={message.seq}
      aria-label={t('transcript.person', { name, time })}
    >
      <p className="who">
        <b>{name}</b> <time title={exact(message.created_at)}>{time}</time>{' '}
        <MateAvatar name={name} px={16} self={message.author?.id === me} />
      </p>
      {isEdited ? (
        <Suspense>
          <EditMessage message={message} />
        </Suspense>
      ) : (
        (message.body || isUnsent) && (
          <div className={clsx('bub', isUnsent && 'is-unsent')} dir="auto">
            {isUnsent ? <p>{t('transcript.unsent')}</p> : <Markdown source={message.body} />}
          </div>
        )
      )}
      <Attachments files={message.attachments} />
      {edits && !isUnsent && <Edits message={message} edits={edits} />}
      {(seen || isFresh) && (
        <div className="under">
          {isFresh && (
            <Suspense>
              <AmendOffer message={message} arrived={arrived} />
            </Suspense>
          )}
          {seen && <Seen at={seenAt} />}
        </div>
      )}
    </article>
  )
}

/** That it was edited, and in which words it was sent before. */
function Edits({ message, edits }: { message: Message; edits: readonly string[] }) {
  return (
    <details className="edits">
      <summary title={message.edited_at ? exact(message.edited_at) : undefined}>
        {t('transcript.edited')}
      </summary>
      <p>{t('transcript.before')}</p>
      {edits.map((body, at) => (
        <div key={at} className="edit-before" dir="auto">
          <PlainText source={body} />
        </div>
      ))}
    </details>
  )
}

/** That the visitor has read it. */
function Seen({ at }: { at: string | null }) {
  return (
    <span className="seen" title={at ? exact(at) : undefined}>
      <CheckCheck className="i" size={13} aria-hidden="true" />
      {at ? t('transcript.seenAt', { time: timeOfDay(at) }) : t('transcript.seen')}
    </span>
  )
}

function Answer(props: MessageProps) {
  const { message, assistant, inspected, newest, rating, found, seen, seenAt, onWhy } = props
  const time = timeOfDay(message.created_at)
  const cited = citeIn(message.citations)
  const cut = message.state === 'cut'
  return (
    <article
      className={clsx('msg a', inspected && 'is-inspected', found && 'is-found')}
      data-seq={message.seq}
      aria-label={t('transcript.assistant', { name: assistant, time })}
    >
      <p className="who">
        <b>{assistant}</b> <span title={exact(message.created_at)}>{t('transcript.ai', { time })}</span>
        <BotMark size={16} />
      </p>
      <div className={cut ? 'bub cut' : 'bub'} dir="auto">
        <Markdown
          source={message.body}
          cite={cited}
          tail={cut ? <span className="cut-mark" aria-hidden="true" /> : null}
        />
      </div>
      <div className="under">
        {cut && (
          <span className="cut-note">
            <Scissors className="i" size={13} aria-hidden="true" />
            {t('transcript.cut')}
          </span>
        )}
        {message.kind === 'decline' && <span className="cut-note">{t('transcript.decline')}</span>}
        {message.kind === 'lead_form' && <span className="cut-note">{t('transcript.leadForm')}</span>}
        {message.citations.length > 0 && <Sources citations={message.citations} />}
        {rating && <Rated rating={rating} />}
        {seen && <Seen at={seenAt} />}
        {message.turn_id && message.kind !== 'chat' && message.kind !== 'lead_form' && (
          <button type="button" className="tool" onClick={() => onWhy(message)}>
            <ScanSearch className="i" size={14} aria-hidden="true" />
            {t('transcript.why')} {newest && <Key name="I" />}
          </button>
        )}
      </div>
    </article>
  )
}

/** Whether it helped, in the visitor's words where they said more. */
function Rated({ rating }: { rating: Rating }) {
  const Icon = rating.thumb === 'up' ? ThumbsUp : ThumbsDown
  return (
    <span className={`rated ${rating.thumb}`}>
      <Icon className="i" size={13} aria-hidden="true" />
      {t(`transcript.rated.${rating.thumb}`)}
      {rating.comment && <q dir="auto">{rating.comment}</q>}
    </span>
  )
}

const SHOWN = 3

function Sources({ citations }: { citations: Citation[] }) {
  const titles = new Map<string, Citation>()
  // Of several quotes from one page the first stands for it.
  for (const citation of citations) if (!titles.has(citation.title)) titles.set(citation.title, citation)
  return (
    <>
      <span className="grounded">
        <BookOpenCheck className="i" size={14} aria-hidden="true" />
        {t('transcript.grounded', { n: titles.size })}
      </span>
      {[...titles.values()].slice(0, SHOWN).map((citation) => (
        <Cite key={citation.n} citation={citation} className="src">
          <span className="cite">{citation.n}</span>
          <span className="trunc">{citation.title}</span>
        </Cite>
      ))}
    </>
  )
}
