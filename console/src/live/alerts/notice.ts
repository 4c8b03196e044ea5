import type { Envelope, HandoffNotice, Id, NewLeadNotice } from '@baton/api'
import { isPractice } from '../../lib/baton'
import { t } from '../../lib/i18n'

/** What somebody is told of, from wherever it came. */
export interface Notice {
  kind: 'lead' | 'handoff'
  /** Its place in the stream: told once. */
  seq: number
  at: string
  lead: Id | null
  conversation: Id | null
  title: string
  detail: string | undefined
}

export function noticeOfEvent(event: Envelope, contact: string | null): Notice | null {
  if (event.type === 'lead.captured' && event.data.lead.source !== 'manual')
    return ofLead({ seq: event.seq, at: event.at, lead: event.data.lead })
  if (event.type === 'conversation.escalated' && event.conversation_id && !isPractice(event.conversation_id))
    return ofHandoff({
      seq: event.seq,
      at: event.at,
      conversation_id: event.conversation_id,
      name: contact,
      reason: event.data.baton.reason,
    })
  return null
}

export function ofLead({ seq, at, lead }: NewLeadNotice): Notice {
  const name = lead.name ?? lead.email ?? lead.phone ?? t('leads.card')
  const details = [lead.email, lead.phone].filter((each) => each && each !== name)
  return {
    kind: 'lead',
    seq,
    at,
    lead: lead.lead_id,
    conversation: lead.conversation_id,
    title: t('leads.toast', { name }),
    detail: details.join(', ') || undefined,
  }
}

export function ofHandoff({ seq, at, conversation_id, name, reason }: HandoffNotice): Notice {
  return {
    kind: 'handoff',
    seq,
    at,
    lead: null,
    conversation: conversation_id,
    title: t('alerts.waits', { name: name ?? t('alerts.someone') }),
    detail: reason?.text ?? undefined,
  }
}
