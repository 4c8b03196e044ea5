import type { BatonRequest, Conversation } from '@baton/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Hand } from 'lucide-react'
import { useState } from 'react'
import { firstName } from '../../../lib/baton'
import { toastError } from '../../../lib/explain'
import { handoverApi } from '../../../lib/handover'
import { t } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { useMe } from '../../../lib/queries'
import { useStore } from '../../../lib/store'
import { teammatesQuery } from '../../../lib/team'
import { clock, useSeconds } from '../../../lib/time'
import { answerRequest } from '../../../live/asked'
import { health, isReachable } from '../../../live/connection'
import { MateAvatar } from '../../../ui/avatar'
import type { BatonActions } from '../use-baton'
import './words'
import '../../../styles/asking.css'

interface StripProps {
  conversation: Conversation
  request: BatonRequest
  baton: BatonActions
}

/** A request for the baton, as each reads it: who is asked answers, who asked waits, others know. */
export function RequestStrip({ conversation, request, baton }: StripProps) {
  const me = useMe().user.id
  const { asker, holder } = request
  return (
    <section className="asked" aria-label={t('asking.strip')}>
      {holder.id === me ? (
        <ToAnswer request={request} />
      ) : asker.id === me ? (
        <Waiting conversation={conversation} request={request} baton={baton} />
      ) : (
        <p className="asked-said">
          <Hand className="i" size={15} aria-hidden="true" />
          {t('asking.other', { name: firstName(asker.name), holder: firstName(holder.name) })}
        </p>
      )}
    </section>
  )
}

function ToAnswer({ request }: { request: BatonRequest }) {
  const client = useQueryClient()
  const me = useMe().user.id
  const reachable = useStore(health, isReachable)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const name = firstName(request.asker.name)
  const answer = async (handsOver: boolean) => {
    setBusy(true)
    await answerRequest(client, me, request, { handsOver, note })
    setBusy(false)
  }
  return (
    <>
      <p className="asked-said">
        <MateAvatar name={request.asker.name} px={20} />
        <b>{t('asking.asks', { name })}</b>
        {request.note && <span dir="auto">{request.note}</span>}
      </p>
      <div className="asked-acts">
        <span className="input">
          <input
            value={note}
            maxLength={300}
            dir="auto"
            aria-label={t('asking.answer', { name })}
            placeholder={t('asking.answer', { name })}
            onChange={(event) => setNote(event.target.value)}
          />
        </span>
        <button
          type="button"
          className="btn sm"
          disabled={busy || !reachable}
          onClick={() => void answer(false)}
        >
          {t('asking.keep')}
        </button>
        <button
          type="button"
          className="btn human sm"
          disabled={busy || !reachable}
          onClick={() => void answer(true)}
        >
          {t('asking.handOver')}
        </button>
      </div>
    </>
  )
}

function Waiting({ conversation, request, baton }: StripProps) {
  const client = useQueryClient()
  const now = useSeconds()
  const reachable = useStore(health, isReachable)
  const [busy, setBusy] = useState(false)
  const isSilent = now >= Date.parse(request.lapses_at)
  const { data } = useQuery({ ...teammatesQuery, staleTime: 0, enabled: isSilent })
  const isGone = data?.items.find((mate) => mate.id === request.holder.id)?.online === false
  const name = firstName(request.holder.name)
  const ask = async () => {
    setBusy(true)
    try {
      await handoverApi.ask(conversation.id, { epoch: request.epoch, note: request.note ?? '' })
    } catch (error) {
      toastError(error)
    }
    await client.invalidateQueries({ queryKey: keys.timeline(conversation.id) })
    setBusy(false)
  }
  return (
    <>
      <p className="asked-said" role="status">
        <Hand className="i" size={15} aria-hidden="true" />
        <span>
          {isSilent
            ? t(isGone ? 'asking.gone' : 'asking.silent', { name })
            : t('asking.youAsked', { name, clock: clock(request.asked_at, now) })}
        </span>
      </p>
      {isSilent && (
        <div className="asked-acts">
          <button type="button" className="btn sm" disabled={busy || !reachable} onClick={() => void ask()}>
            {t('asking.again')}
          </button>
          {isGone && (
            <button
              type="button"
              className="btn human sm"
              disabled={busy || baton.claiming || !reachable}
              onClick={() => baton.claim(true)}
            >
              {t('switch.takeOver')}
            </button>
          )}
        </div>
      )}
    </>
  )
}
