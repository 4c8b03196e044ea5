import type { Envelope, Id, LeadFacts } from '@baton/api'
import { ambient } from '../lib/ambient'
import { t } from '../lib/i18n'
import { recall, remember } from '../lib/store'
import { toast } from '../lib/toasts'

/** Older news is no news: it came with a catch-up and is in the list. */
const FRESH_MS = 60_000

/** Says that a lead came in, once in a browser however many tabs are open. */
export function announceLead(lead: LeadFacts, event: Envelope, onOpen: (conversation: Id) => void): void {
  const key = `baton.lead-seen.${event.workspace_id}`
  if (recall<number>(key, 0) >= event.seq || ambient.now() - Date.parse(event.at) > FRESH_MS) return
  remember(key, event.seq)
  const name = lead.name ?? lead.email ?? lead.phone ?? t('leads.card')
  toast({
    title: t('leads.toast', { name }),
    detail: [lead.email, lead.phone].filter((each) => each && each !== name).join(', ') || undefined,
    action: { label: t('common.open'), run: () => onOpen(lead.conversation_id) },
  })
}
