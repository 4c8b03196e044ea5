import type { Conversation, Envelope } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CornerUpRight, X } from 'lucide-react'
import { contactName, firstName, type Hold, standing } from '../../lib/baton'
import { t } from '../../lib/i18n'
import { useShortcut } from '../../lib/keyboard/use-shortcut'
import { timelineQuery, useMe } from '../../lib/queries'
import { useStore } from '../../lib/store'
import { clock, timeOfDay, useSeconds } from '../../lib/time'
import { health, isReachable } from '../../live/connection'
import { Key } from '../../ui/keys'
import { useOthers, Viewers } from '../../ui/viewers'
import { SnoozeChip } from './snooze/snooze'
import { Tags } from './tags'
import type { BatonActions } from './use-baton'

/** The tint of the bar: who holds the baton. */
export const TONE: Record<Hold, string> = {
  ai: ' ai',
  you: ' human',
  mate: ' human',
  wait: ' wait',
  done: '',
}

/** Whether it goes on, whose turn it is and since when, why a person was asked for, tags, and Close. */
export function StatusBar({ conversation, baton }: { conversation: Conversation; baton: BatonActions }) {
  const reachable = useStore(health, isReachable)
  const { hold, may, resolve } = baton
  const canClose = may.reply && hold !== 'done'
  useShortcut('resolve', () => void resolve(), canClose && reachable)
  const { reason } = conversation.baton
  const others = useOthers(conversation.id, useMe().user.id)
  return (
    <div className={`t-status${TONE[hold]}`}>
      {hold === 'done' ? (
        <ResolvedState conversation={conversation} />
      ) : (
        <OpenState conversation={conversation} reachable={reachable} />
      )}
      {reason && hold !== 'done' && (
        <span className="reason trunc" title={reason.text || t(`reason.${reason.code}`)}>
          <CornerUpRight className="i" size={13} aria-hidden="true" />
          <span className="trunc">{reason.text || t(`reason.${reason.code}`)}</span>
        </span>
      )}
      <SnoozeChip conversation={conversation} editable={may.reply} />
      <Tags conversation={conversation} editable={may.reply} />
      <span className="end">
        <Viewers people={others} px={20} said />
        {canClose && (
          <button
            type="button"
            className="btn ghost sm"
            title={reachable ? t('status.closeLabel') : t('switch.offline')}
            disabled={!reachable}
            onClick={() => void resolve()}
          >
            <X className="i" size={14} aria-hidden="true" />
            <span>{t('status.close')}</span>
            <span className="sr">{t('status.andResolve')}</span> <Key name="E" />
          </button>
        )}
      </span>
    </div>
  )
}

function OpenState({ conversation, reachable }: { conversation: Conversation; reachable: boolean }) {
  return (
    <>
      <span className="state">
        <span className={reachable && conversation.contact.online ? 'dot on' : 'dot'} />
        {t(reachable ? 'status.active' : 'status.unknown')}
      </span>
      <TurnClock conversation={conversation} />
    </>
  )
}

/** "Scout’s turn · 0:06": who owes the next message, and since when. */
export function TurnClock({ conversation }: { conversation: Conversation }) {
  const now = useSeconds()
  const me = useMe().user.id
  const { hold, owes } = standing(conversation, me)
  const at = conversation.last_message?.at
  if (hold === 'wait') return <span className="turn">{t('status.nobody')}</span>
  if (!at || hold === 'done') return null
  const since = clock(at, now)
  if (!owes)
    return (
      <span className="turn">
        {t('status.turn', { name: firstName(contactName(conversation.contact)), clock: since })}
      </span>
    )
  if (hold === 'you') return <span className="turn">{t('status.yourTurn', { clock: since })}</span>
  const holder =
    hold === 'ai' ? conversation.assistant.name : firstName(conversation.baton.person?.name ?? '')
  return <span className="turn">{t('status.turn', { name: holder, clock: since })}</span>
}

function ResolvedState({ conversation }: { conversation: Conversation }) {
  const { data: timeline } = useQuery(timelineQuery(conversation.id))
  const at = conversation.baton.resolved_at
  const by = timeline?.findLast((event: Envelope) => event.type === 'conversation.resolved')?.actor.name
  return (
    <>
      <span className="state">
        <CircleCheck className="i" size={15} aria-hidden="true" />
        {t('status.resolved')}
      </span>
      {at && (
        <span className="turn">
          {by
            ? t('status.resolvedBy', { time: timeOfDay(at), name: by })
            : t('status.resolvedAt', { time: timeOfDay(at) })}
        </span>
      )}
    </>
  )
}
