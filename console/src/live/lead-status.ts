import type { Id, Lead, LeadStatus } from '@baton/api'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { api } from '../lib/api'
import { toastError } from '../lib/explain'
import { t } from '../lib/i18n'
import { useShortcut } from '../lib/keyboard/use-shortcut'
import { keys } from '../lib/keys'
import { useMe } from '../lib/queries'
import { toastWithUndo } from '../lib/toasts'
import { findConversation, patchLeads, putConversation } from './cache'

type Subject = Pick<Lead, 'id' | 'status' | 'conversation_id'>

/** Moves a lead to another stage: at once, with Undo, and back when the server refuses. */
export function useLeadStatus(): (lead: Subject, name: string, status: LeadStatus) => void {
  const client = useQueryClient()
  const me = useMe().user.id
  return (lead, name, status) => {
    if (status === lead.status) return
    const before = lead.status
    void move(client, me, lead, status)
    toastWithUndo(
      {
        title: t('leads.moved', { name, status: t(`leads.status.${status}`) }),
        detail: t('leads.movedDetail', { status: t(`leads.status.${before}`) }),
      },
      t('common.undo'),
      () => void move(client, me, { ...lead, status }, before),
    )
  }
}

async function move(client: QueryClient, me: Id, lead: Subject, status: LeadStatus): Promise<void> {
  show(client, me, lead, status)
  try {
    await api.setLeadStatus(lead.id, status)
  } catch (error) {
    show(client, me, lead, lead.status)
    toastError(error)
  }
  await client.invalidateQueries({ queryKey: keys.allLeads })
  await client.invalidateQueries({ queryKey: keys.counts })
}

function show(client: QueryClient, me: Id, lead: Subject, status: LeadStatus): void {
  patchLeads(client, (each) => (each.id === lead.id ? { ...each, status } : each))
  const conversation = lead.conversation_id && findConversation(client, lead.conversation_id)
  if (conversation && conversation.lead?.id === lead.id)
    putConversation(client, { ...conversation, lead: { ...conversation.lead, status } }, me)
}

/** Keys 1 to 5 move a lead to a stage, in every view that lists leads. */
export function useStatusKeys(lead: Subject | undefined, name: string): void {
  const setStatus = useLeadStatus()
  const on = useMe().permissions.includes('lead.write') && lead !== undefined
  const move = (status: LeadStatus) => {
    if (lead) setStatus(lead, name, status)
  }
  useShortcut('status1', () => move('new'), on)
  useShortcut('status2', () => move('qualified'), on)
  useShortcut('status3', () => move('contacted'), on)
  useShortcut('status4', () => move('won'), on)
  useShortcut('status5', () => move('lost'), on)
}
