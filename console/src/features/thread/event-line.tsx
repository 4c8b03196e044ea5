import type { Conversation, Envelope, Id } from '@baton/api'
import {
  AlarmClock,
  ClipboardList,
  Clock3,
  CornerUpRight,
  Hand,
  RotateCcw,
  Tag,
  Target,
  UserRound,
  UserRoundCheck,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { firstName } from '../../lib/baton'
import { t } from '../../lib/i18n'
import { exact, moment, timeOfDay } from '../../lib/time'
import { BatonMark, BotMark, PersonMark } from '../../ui/marks'
import type { LegHold } from './legs'

/** A change of holder: a line across the transcript, and a node on the relay. */
export function PassLine({
  event,
  hold,
  conversation,
  me,
}: {
  event: Envelope
  hold: LegHold
  conversation: Conversation
  me: Id
}) {
  const escalated = event.type === 'conversation.escalated' ? event.data.baton.reason : null
  return (
    <div className="pass">
      <span className="txt" title={exact(event.at)}>
        {escalated && <CornerUpRight className="i" size={13} aria-hidden="true" />}
        <b>{passText(event, conversation.assistant.name, me)}</b>
        {escalated && ` · ${escalated.text || t(`reason.${escalated.code}`)}`}
        {` · ${timeOfDay(event.at)}`}
      </span>
      <span className={hold === 'wait' ? 'node wait' : 'node'}>{NODE[hold]}</span>
    </div>
  )
}

const NODE: Record<LegHold, ReactNode> = {
  ai: <BotMark size={18} />,
  human: <PersonMark size={19} />,
  wait: <BatonMark size={17} />,
  none: <span className="dot" />,
}

function passText(event: Envelope, bot: string, me: Id): string {
  const mine = event.actor.kind === 'user' && event.actor.id === me
  const name = firstName(event.actor.name ?? t('ev.system'))
  switch (event.type) {
    case 'conversation.claimed': {
      const holder = event.data.baton.person
      // Passed on by somebody who had it.
      if (holder && event.actor.id !== holder.id) {
        if (holder.id === me) return t('ev.handedToYou', { name })
        const agent = firstName(holder.name)
        return mine ? t('ev.youHandedOn', { agent }) : t('ev.handedOn', { name, agent })
      }
      return mine ? t('ev.youTookOver') : t('ev.tookOver', { name })
    }
    case 'conversation.escalated':
      if (event.data.baton.reason?.code === 'holder_gone') return t('ev.lapsed')
      return event.actor.kind === 'user' ? t('ev.passed', { name }) : t('ev.letGo', { name: bot })
    case 'conversation.released':
      if (event.actor.kind === 'visitor') return t('ev.stay', { bot })
      return mine ? t('ev.youHandedBack', { bot }) : t('ev.handedBack', { name, bot })
    case 'conversation.reopened':
      if (event.actor.kind !== 'user') return t('ev.reopenedByVisitor', { bot })
      return mine ? t('ev.youReopened', { bot }) : t('ev.reopened', { name, bot })
    case 'conversation.resolved':
      if (event.actor.kind !== 'user') return t('ev.closed')
      return mine ? t('ev.youResolved') : t('ev.resolved', { name })
    default:
      return ''
  }
}

/** Anything else that happened, in small print. */
export function EventLine({ event }: { event: Envelope }) {
  const told = tell(event)
  if (!told) return null
  const [Icon, text] = told
  return (
    <p className="ev" title={exact(event.at)}>
      <Icon className="i" size={13} aria-hidden="true" />
      <span>{text}</span>
    </p>
  )
}

function tell(event: Envelope): [typeof Tag, string] | null {
  const name = event.actor.name ?? t('ev.system')
  switch (event.type) {
    case 'conversation.tagged':
      // What a conversation is tagged by itself stands in the bar, and is no deed of anybody's.
      if (event.actor.kind === 'assistant') return null
      return [Tag, t('ev.tagged', { name, tag: event.data.tag })]
    case 'conversation.untagged':
      return [Tag, t('ev.untagged', { name, tag: event.data.tag })]
    case 'conversation.snoozed': {
      const when = moment(event.data.until, Date.parse(event.at))
      return [AlarmClock, t('snooze.ev', { name, when })]
    }
    case 'conversation.unsnoozed':
      return [AlarmClock, event.actor.kind === 'user' ? t('snooze.evEnded', { name }) : t('snooze.evOver')]
    case 'baton.requested': {
      const { holder, note } = event.data.request
      const said = { name, holder: holder.name }
      return [Hand, note ? t('ev.askedWith', { ...said, note }) : t('ev.asked', said)]
    }
    case 'baton.kept': {
      const { note } = event.data
      return [Hand, note ? t('ev.keptWith', { name, note }) : t('ev.kept', { name })]
    }
    case 'reply.scheduled': {
      const when = moment(event.data.reply.due_at, Date.parse(event.at))
      return [Clock3, t('ev.scheduled', { name, when })]
    }
    case 'reply.settled': {
      const { state, author } = event.data.reply
      if (state === 'sent' || state === 'waiting') return null
      const by = state === 'withdrawn' ? name : author.name
      return [Clock3, t(`ev.scheduled.${state}`, { name: by })]
    }
    case 'standing_order.left':
      return [ClipboardList, t('ev.ordered', { name, order: event.data.order.body })]
    case 'standing_order.removed':
      return [ClipboardList, t('ev.orderGone', { name, order: event.data.order.body })]
    case 'conversation.wait_changed':
      return [Clock3, t(`ev.wait.${event.data.baton.waits ?? 'live'}`)]
    case 'conversation.assigned': {
      const { agent } = event.data
      if (!agent) return [UserRoundCheck, t('ev.unassigned', { name })]
      if (agent.id === event.actor.id) return [UserRoundCheck, t('ev.assignedSelf', { name })]
      return [UserRoundCheck, t('ev.assigned', { name, agent: agent.name })]
    }
    case 'lead.captured':
      return [Target, t('ev.lead')]
    case 'lead.updated':
      return [Target, t('ev.leadMoved', { name, status: t(`leads.status.${event.data.lead.status}`) })]
    case 'contact.updated':
      // What visitors leave is told by their lead.
      if (event.actor.kind !== 'user') return null
      return [UserRound, t('ev.contact', { name })]
    case 'conversation.created':
      return [RotateCcw, t('ev.opened')]
    default:
      return null
  }
}
