import type { Conversation, Id, Person } from '@baton/api'
import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import { memo, type ReactNode, Suspense } from 'react'
import { contactName, firstName, holdOf, standing } from '../../lib/baton'
import { t } from '../../lib/i18n'
import { useStore } from '../../lib/store'
import { ago, moment, useMinutes, wait } from '../../lib/time'
import { health, isReachable } from '../../live/connection'
import { outbox } from '../../live/outbox'
import { writing } from '../../live/writing'
import { ContactAvatar, presenceOf } from '../../ui/avatar'
import { HoldPill } from '../../ui/hold'
import { LeadChip } from '../../ui/lead-chip'
import { Marked, matches } from '../../ui/marked'
import { lazyPart } from '../../ui/on-demand/lazy-part'
import { useOthers, Viewers, viewersWords } from '../../ui/viewers'
import { enterThread } from './move'

const RowMarks = lazyPart(() => import('./row-marks').then((m) => ({ default: m.RowMarks })))

interface RowProps {
  conversation: Conversation
  /** The person who reads. */
  me: Person
  open: boolean
  /** The one row that the Tab key reaches. */
  tabStop: boolean
}

/** One conversation in the list: who, what was said last, who holds the baton. */
export const Row = memo(function Row({ conversation, me, open, tabStop }: RowProps) {
  const now = useMinutes()
  const reachable = useStore(health, isReachable)
  const queued = useStore(outbox.items, (all) =>
    all.some((item) => item.conversation === conversation.id && item.state === 'queued'),
  )
  const types = useStore(writing, (all) =>
    all.get(conversation.id)?.some((writer) => !writer.by && writer.lasting),
  )
  const others = useOthers(conversation.id, me.id)
  const { contact, baton, unread, lead, tags, snoozed_until } = conversation
  const snoozed = snoozed_until && t('inbox.snoozed', { when: moment(snoozed_until, now) })
  const state = standing(conversation, me.id)
  const at = conversation.last_message?.at ?? conversation.last_activity_at
  const reason = baton.reason ? baton.reason.text || t(`reason.${baton.reason.code}`) : null
  const seen = open || unread === 0
  return (
    <div
      className={clsx('crow', EDGE[state.hold], state.owes && 'is-turn', !seen && 'unread')}
      aria-current={open || undefined}
    >
      <ContactAvatar
        contact={contact}
        channel={conversation.channel}
        px={38}
        presence={reachable}
        ended={state.hold === 'done'}
      />
      <div className="stack">
        <div className="l1">
          <Link
            from="/inbox"
            to="/inbox/$conversationId"
            params={{ conversationId: conversation.id }}
            search={(previous) => previous}
            className="name trunc crow-link"
            aria-label={describe(conversation, me.id, now, { reason, reachable, others, snoozed })}
            tabIndex={tabStop ? 0 : -1}
            onClick={() => open && enterThread()}
            data-row={conversation.id}
          >
            {contactName(contact)}
          </Link>
          <Viewers people={others} px={16} />
          <time dateTime={at}>{ago(at, now)}</time>
        </div>
        <div className="l2">
          <span className="trunc">
            {types ? (
              <span className="is-typing">
                {t('inbox.typing')}
                <span className="dots" aria-hidden="true">
                  <i />
                  <i />
                  <i />
                </span>
              </span>
            ) : conversation.match ? (
              <>
                {conversation.match.is_note && t('inbox.inNote')}
                <Marked parts={matches(conversation.match.snippet)} />
              </>
            ) : (
              <Preview conversation={conversation} me={me} />
            )}
          </span>
          {!seen && (
            <span className="unread-n" aria-hidden="true">
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </div>
        <div className="l3">
          <HoldPill standing={state} baton={baton} assistant={conversation.assistant.name} />
          {queued && !reachable ? (
            <span className="why trunc">{t('inbox.sending')}</span>
          ) : (
            state.hold === 'wait' && reason && <span className="why trunc">{reason}</span>
          )}
          {(conversation.held_until || conversation.struggle) && (
            <Suspense>
              <RowMarks conversation={conversation} />
            </Suspense>
          )}
          {conversation.channel === 'practice' && <span className="chip">{t('channel.practice')}</span>}
          {snoozed && <span className="chip">{snoozed}</span>}
          {lead && <LeadChip status={lead.status} />}
          {state.hold !== 'wait' && tags[0] && (
            <span className="chip trunc" data-tag={tags[0]}>
              {tags[0]}
            </span>
          )}
        </div>
      </div>
    </div>
  )
})

const EDGE = { ai: 'e-ai', wait: 'e-wait', you: 'e-you', mate: 'e-mate', done: '' }

function Preview({ conversation, me }: { conversation: Conversation; me: Person }): ReactNode {
  const said = conversation.last_message
  if (!said) return t('inbox.noMessage')
  const author = said.role === 'assistant' ? conversation.assistant.name : said.author_name
  if (said.role === 'user' || !author) return said.preview
  const mine = said.role === 'human-agent' && author === me.name
  return (mine ? t('inbox.you') : t('inbox.author', { name: firstName(author) })) + said.preview
}

/** "Hannah Brooks, Widget, Waiting 4m, Asked for a human, Online now, 2 unread". */
function describe(
  conversation: Conversation,
  me: Id,
  now: number,
  {
    reason,
    reachable,
    others,
    snoozed,
  }: { reason: string | null; reachable: boolean; others: readonly Person[]; snoozed: string | null },
): string {
  const { contact, channel, baton, unread, assistant } = conversation
  const hold = holdOf(baton, me)
  const held = {
    ai: assistant.name,
    wait: t('hold.waiting', { wait: wait(baton.escalated_at ?? '', now) }),
    you: t('hold.you'),
    mate: t('hold.mate', { name: baton.person?.name ?? '' }),
    done: t('hold.done'),
  }[hold]
  const parts = [contactName(contact), t(`channel.${channel}`), held]
  if (hold === 'wait' && reason) parts.push(reason)
  if (snoozed) parts.push(snoozed)
  if (hold !== 'done' && contact.online) parts.push(presenceOf(contact, reachable))
  if (others.length) parts.push(viewersWords(others.map((each) => each.name)))
  if (unread) parts.push(t('inbox.unread', { n: unread }))
  return parts.join(', ')
}
