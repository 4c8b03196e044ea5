import type { Conversation, HeldAnswer } from '@baton/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { BookOpenCheck, Hourglass, PencilLine } from 'lucide-react'
import { useState } from 'react'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { timelineQuery, useMe } from '../../../lib/queries'
import { useStore } from '../../../lib/store'
import { exact, useSeconds } from '../../../lib/time'
import { putConversation } from '../../../live/cache'
import { command } from '../../../live/command'
import { health, isReachable } from '../../../live/connection'
import { Markdown } from '../../../ui/markdown'
import { BotMark } from '../../../ui/marks'
import { Cite } from '../cite'
import { autopilotApi } from './api'
import { EditHeld } from './edit-held'
import { countdown, heldNow } from './held-now'
import './words'
import '../../../styles/autopilot.css'

interface HeldCardProps {
  conversation: Conversation
  editable: boolean
}

/** The finished answer that is not said yet: with its sources and what becomes of it, for whoever may decide. */
export function HeldCard({ conversation, editable }: HeldCardProps) {
  const { data } = useQuery(timelineQuery(conversation.id))
  const held = heldNow(data ?? [])
  return held && <Card key={held.id} held={held} conversation={conversation} editable={editable} />
}

function Card({ held, conversation, editable }: HeldCardProps & { held: HeldAnswer }) {
  const client = useQueryClient()
  const me = useMe()
  const reachable = useStore(health, isReachable)
  const [editing, setEditing] = useState(false)
  const [busy, setBusy] = useState(false)
  const bot = conversation.assistant.name
  const { id } = conversation

  const decide = async (ask: () => Promise<Conversation>) => {
    setBusy(true)
    try {
      putConversation(client, await command(client, me.user.id, id, ask), me.user.id)
    } catch (error) {
      toastError(error)
      // Perhaps somebody was faster: the timeline tells.
      await client.invalidateQueries({ queryKey: keys.conversation(id) })
    }
    await client.invalidateQueries({ queryKey: keys.timeline(id) })
    setBusy(false)
  }
  const edit = () => {
    setEditing(true)
    // It waits meanwhile.
    autopilotApi.keep(held).catch(toastError)
  }
  return (
    <section className="held" aria-label={t('held.title', { bot })}>
      <header>
        <BotMark size={18} />
        <h3>{t('held.title', { bot })}</h3>
        <Countdown held={held} />
      </header>
      <span className="sr" role="status">
        {t('held.news', { bot })}
      </span>
      {editing ? (
        <EditHeld
          held={held}
          bot={bot}
          busy={busy || !reachable}
          onSend={(body) => void decide(() => autopilotApi.edit(held, body))}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <>
          <div className="held-body" dir="auto">
            <Markdown source={held.body} cite={(n, key) => <HeldCite key={key} held={held} n={n} />} />
          </div>
          <div className="held-acts">
            {editable && (
              <>
                <button
                  type="button"
                  className="btn ai sm"
                  disabled={busy || !reachable}
                  onClick={() => void decide(() => autopilotApi.pass(held))}
                >
                  {t('held.pass')}
                </button>
                <button type="button" className="btn sm" disabled={busy || !reachable} onClick={edit}>
                  <PencilLine className="i" size={14} aria-hidden="true" />
                  {t('held.edit')}
                </button>
                <button
                  type="button"
                  className="btn ghost sm"
                  title={t('held.vetoHint')}
                  disabled={busy || !reachable}
                  onClick={() => void decide(() => autopilotApi.veto(held))}
                >
                  {t('held.veto')}
                </button>
              </>
            )}
            <span className="held-grounds">
              {held.citations.length > 0 ? (
                <>
                  <BookOpenCheck className="i" size={14} aria-hidden="true" />
                  {t('held.sources', { n: new Set(held.citations.map((each) => each.title)).size })}
                </>
              ) : (
                t('held.unsourced')
              )}
            </span>
          </div>
        </>
      )}
    </section>
  )
}

function HeldCite({ held, n }: { held: HeldAnswer; n: number }) {
  const citation = held.citations.find((each) => each.n === n)
  return citation ? <Cite citation={citation} /> : null
}

/** How long it waits, and for what. */
function Countdown({ held }: { held: HeldAnswer }) {
  const time = countdown(held.due_at, useSeconds())
  return (
    <span className="held-time" role="timer" title={exact(held.due_at)}>
      <Hourglass className="i" size={13} aria-hidden="true" />
      {time ? t(held.unseen === 'send' ? 'held.sends' : 'held.calls', { time }) : t('held.due')}
    </span>
  )
}
