import type { AcknowledgedBy, AlertSettings, AlertStep, Envelope, Id, Me, Signal } from '@baton/api'
import type { QueryClient } from '@tanstack/react-query'
import { ambient } from '../../lib/ambient'
import { t, teach } from '../../lib/i18n'
import { alerts as words } from '../../lib/i18n/en/alerts'
import { recall, remember } from '../../lib/store'
import { dismiss, toast } from '../../lib/toasts'
import { findConversation } from '../cache'
import type { OpenRow } from '../stream'
import { acknowledge, alerts, feed, settingsQuery } from './api'
import { electLeader } from './leader'
import { type Notice, noticeOfEvent, ofHandoff, ofLead } from './notice'
import { chime } from './sound'

teach(words)

const POLL_MS = 30_000
/** Older news is no news: it came with a catch-up and is in the list. */
const FRESH_MS = 300_000
/** A toast of its turn says nothing new beside the one of what happened. */
const JUST_SHOWN_MS = 60_000
/** More at once are told as one. */
const MOST = 3

/** Tells one person in one browser of what is new, once, however many tabs are open. */
export function createAlerts(me: Me, client: QueryClient, onOpen: OpenRow) {
  const key = `baton.alerts.${me.workspace.id}.${me.user.id}`
  const reads = me.permissions.includes('conversation.reply')
  /** The toast of a row, and when it was shown. */
  const shown = new Map<string, { id: string; at: number }>()
  const leader = electLeader(key, () => {
    // Another tab may have changed what is wanted.
    void client.prefetchQuery({ ...settingsQuery, staleTime: 0 })
    poll()
  })
  const wants = (kind: Notice['kind'], step: AlertStep) =>
    client.getQueryData<AlertSettings>(settingsQuery.queryKey)?.[kind][step] ?? true

  const nameOf = (notice: Notice) => notice.conversation ?? notice.lead ?? ''
  const end = (about: string | null) => {
    const told = about ? shown.get(about) : undefined
    if (!about || !told) return
    dismiss(told.id)
    shown.delete(about)
  }
  const open = (notice: Notice, how: AcknowledgedBy) => {
    end(nameOf(notice))
    if (reads) {
      const about = notice.lead ? { lead_id: notice.lead } : { conversation_id: notice.conversation ?? '' }
      acknowledge(about, how).catch(() => {})
    }
    onOpen(notice.conversation, notice.lead ?? '')
  }

  const show = (notice: Notice) => {
    const id = toast({
      title: notice.title,
      detail: notice.detail,
      action: { label: t('common.open'), run: () => open(notice, 'toast') },
    })
    shown.set(nameOf(notice), { id, at: ambient.now() })
  }
  const notify = (notice: Notice) => {
    if (!('Notification' in window) || Notification.permission !== 'granted') return
    if (document.visibilityState === 'visible' && document.hasFocus()) return
    try {
      const told = new Notification(notice.title, { body: notice.detail ?? '', tag: nameOf(notice) })
      told.onclick = () => {
        window.focus()
        told.close()
        open(notice, 'notification')
      }
    } catch {
      // Phones notify through the worker alone, which is pushed to.
    }
  }

  /** What no tab of this browser has told yet, and is told by this one. */
  const tell = (notices: Notice[]) => {
    if (!leader.leads()) return
    const cursor = recall<number>(key, me.event_seq)
    const news = notices
      .filter(({ seq, at }) => seq > cursor && ambient.now() - Date.parse(at) < FRESH_MS)
      .sort((a, b) => a.seq - b.seq)
    const last = Math.max(cursor, ...notices.map(({ seq }) => seq))
    if (last > cursor) remember(key, last)
    const toasts = news.filter(({ kind }) => wants(kind, 'toast'))
    if (toasts.length > MOST) {
      toast({ title: t('alerts.many', { n: toasts.length }) })
    } else for (const notice of toasts) show(notice)
    for (const notice of news.slice(-MOST)) if (wants(notice.kind, 'push')) notify(notice)
    if (news.length) client.invalidateQueries({ queryKey: ['alerts'] })
  }

  /** The way that is left where no stream comes through; otherwise it finds nothing new. */
  function poll() {
    if (!leader.leads() || document.visibilityState !== 'visible') return
    const asked = recall<number>(key, me.event_seq)
    feed(asked).then(
      (news) => {
        tell([...news.leads.map(ofLead), ...news.handoffs.map(ofHandoff)])
        const known = recall<number>(key, me.event_seq)
        // A server that went back in time, from a backup, begins anew.
        remember(key, news.cursor < asked ? news.cursor : Math.max(known, news.cursor))
      },
      () => {},
    )
  }
  const timer = setInterval(poll, POLL_MS)
  document.addEventListener('visibilitychange', poll)

  /** It is this person's turn, and nobody has looked yet. */
  const remind = async (alert: Id) => {
    const { items } = await alerts()
    const still = items.find((each) => each.id === alert)
    if (!still || still.receipt || still.closed) return
    // What a teammate brings is told by the event itself.
    if (still.kind === 'mention' || still.kind === 'assigned') return
    const about = still.conversation_id ?? still.lead_id ?? ''
    if (ambient.now() - (shown.get(about)?.at ?? 0) < JUST_SHOWN_MS) return
    show({
      kind: still.kind,
      seq: 0,
      at: still.created_at,
      lead: still.lead_id,
      conversation: still.conversation_id,
      title: t('alerts.still', { name: still.name ?? t('alerts.someone') }),
      detail: still.detail ?? undefined,
    })
  }

  return {
    event(event: Envelope) {
      const known = event.conversation_id ? findConversation(client, event.conversation_id) : undefined
      const notice = noticeOfEvent(event, known?.contact.name ?? null)
      if (notice) tell([notice])
    },
    signal(signal: Signal) {
      if (signal.type === 'alert.acknowledged') {
        end(signal.data.conversation_id)
        end(signal.data.lead_id)
        client.invalidateQueries({ queryKey: ['alerts'] })
      }
      if (signal.type === 'alert.step' && signal.data.user_id === me.user.id && leader.leads()) {
        if (signal.data.step === 'sound') chime()
        if (signal.data.step === 'toast') void remind(signal.data.alert_id).catch(() => {})
      }
    },
    /** Somebody looks at a row: whatever was told of it is seen. */
    opened(conversation: Id) {
      if (reads) acknowledge({ conversation_id: conversation }, 'opened').catch(() => {})
    },
    stop() {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', poll)
      leader.stop()
    },
  }
}
