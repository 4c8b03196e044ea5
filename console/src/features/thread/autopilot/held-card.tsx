import type { Conversation, HeldAnswer } from '@baton/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { BookOpenCheck, Hourglass, PencilLine } from 'lucide-react'
import { useRef, useState } from 'react'
import { toastError } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { timelineQuery, useMe } from '../../../lib/queries'
import { useStore } from '../../../lib/store'
import { exact, useSeconds } from '../../../lib/time'
import { toast } from '../../../lib/toasts'
import { command } from '../../../live/command'
import { health, isReachable } from '../../../live/connection'
import { focusOnMount } from '../../../ui/focus-on-mount'
import { Markdown } from '../../../ui/markdown'
import { BotMark } from '../../../ui/marks'
import { offerDraft } from '../brief/offer-draft'
import { citeIn } from '../cite'
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
  const edited = useRef(false)
  const [busy, setBusy] = useState(false)
  const bot = conversation.assistant.name
  const { id } = conversation

  const decide = async (ask: () => Promise<Conversation>): Promise<boolean> => {
    let done = true
    setBusy(true)
    try {
      await command(client, me.user.id, id, ask)
    } catch (error) {
      done = false
      toastError(error)
      // Perhaps somebody was faster: the timeline tells.
      await client.invalidateQueries({ queryKey: keys.conversation(id) })
    }
    await client.invalidateQueries({ queryKey: keys.timeline(id) })
    setBusy(false)
    return done
  }
  /** It waits meanwhile. */
  const keep = () => void autopilotApi.keep(held).catch(toastError)
  const edit = () => {
    edited.current = true
    setEditing(true)
    keep()
  }
  const lost = (text: string) => {
    offerDraft(me.workspace.id, id, text)
    toast({ title: t('held.kept') })
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
          onSend={(body) => decide(() => autopilotApi.edit(held, body))}
          onWriting={keep}
          onCancel={() => setEditing(false)}
          onLost={lost}
        />
      ) : (
        <>
          <div className="held-body" dir="auto">
            <Markdown source={held.body} cite={citeIn(held.citations)} />
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
                <button
                  ref={edited.current ? focusOnMount : undefined}
                  type="button"
                  className="btn sm"
                  disabled={busy || !reachable}
                  onClick={edit}
                >
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
                  {t('transcript.grounded', { n: new Set(held.citations.map((each) => each.title)).size })}
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
