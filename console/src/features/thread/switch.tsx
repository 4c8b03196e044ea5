import type { Conversation } from '@baton/api'
import { ClipboardList, RotateCcw } from 'lucide-react'
import { Suspense, useState } from 'react'
import { firstName } from '../../lib/baton'
import { t } from '../../lib/i18n'
import { useShortcut } from '../../lib/keyboard/use-shortcut'
import { useMe } from '../../lib/queries'
import { useStore } from '../../lib/store'
import { clock, useSeconds } from '../../lib/time'
import { health, isReachable } from '../../live/connection'
import { MateAvatar } from '../../ui/avatar'
import { Key } from '../../ui/keys'
import { BatonMark, BotMark } from '../../ui/marks'
import { lazyPart } from '../../ui/on-demand/lazy-part'
import type { BatonActions } from './use-baton'

const TakeOver = lazyPart(() => import('./asking/take-over').then((m) => ({ default: m.TakeOver })))
const HandBack = lazyPart(() => import('./orders/hand-back').then((m) => ({ default: m.HandBack })))

interface SwitchProps {
  conversation: Conversation
  baton: BatonActions
}

/** State and control in one: the filled slot holds the baton, the empty one is the action. */
export function BatonSwitch({ conversation, baton }: SwitchProps) {
  const { hold, may, claim, release, reopen } = baton
  const [asking, setAsking] = useState(false)
  const [ordering, setOrdering] = useState(false)
  if (asking && hold !== 'mate') setAsking(false)
  const reachable = useStore(health, isReachable)
  const mine = may.reply && reachable
  useShortcut(
    'claim',
    () => (hold === 'mate' ? setAsking(true) : claim(false)),
    mine && (hold === 'ai' || hold === 'wait' || hold === 'mate'),
  )
  const letsGo = mine && (hold === 'you' || (hold === 'wait' && may.releaseAny))
  useShortcut('release', () => void release(), letsGo)
  useShortcut('order', () => setOrdering(true), letsGo)

  if (hold === 'done')
    return may.reply ? (
      <button type="button" className="btn" disabled={!reachable} onClick={() => void reopen()}>
        <RotateCcw className="i" size={14} aria-hidden="true" />
        {t('switch.reopen')}
      </button>
    ) : null
  return (
    <fieldset className="switch" aria-label={t('thread.holder')}>
      <HolderSlots
        conversation={conversation}
        baton={baton}
        reachable={reachable}
        onTakeOver={() => setAsking(true)}
        onOrder={() => setOrdering(true)}
      />
      {ordering && (
        <Suspense>
          <HandBack conversation={conversation} baton={baton} onClose={() => setOrdering(false)} />
        </Suspense>
      )}
      {asking && (
        <Suspense>
          <TakeOver conversation={conversation} baton={baton} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </fieldset>
  )
}

function HolderSlots({
  conversation,
  baton,
  reachable,
  onTakeOver,
  onOrder,
}: SwitchProps & { reachable: boolean; onTakeOver: () => void; onOrder: () => void }) {
  const { hold, may, claiming, claim, release } = baton
  const me = useMe()
  const bot = conversation.assistant.name
  const gate = { disabled: !reachable || claiming, ...(reachable ? {} : { title: t('switch.offline') }) }
  switch (hold) {
    case 'ai':
      return (
        <>
          <span className="slot slot-ai" aria-current="true">
            <BotMark size={20} />
            {t('switch.ai', { name: bot })}
          </span>
          {may.reply && (
            <button type="button" className="act to-human" {...gate} onClick={() => claim(false)}>
              {t('switch.takeOver')} <Key name="C" />
            </button>
          )}
        </>
      )
    case 'you':
      return (
        <>
          <button type="button" className="act to-ai" {...gate} onClick={() => void release()}>
            {t('switch.handBack')} <Key name="H" />
          </button>
          <button
            type="button"
            className="act to-ai icon"
            {...gate}
            aria-label={t('switch.order')}
            title={t(reachable ? 'switch.order' : 'switch.offline')}
            onClick={onOrder}
          >
            <ClipboardList className="i" size={15} aria-hidden="true" />
          </button>
          <span className="slot slot-human" aria-current="true">
            <MateAvatar name={me.user.name} px={20} />
            {t('switch.you')}
          </span>
        </>
      )
    case 'wait':
      return (
        <>
          {may.reply && may.releaseAny && (
            <button type="button" className="act to-ai" {...gate} onClick={() => void release()}>
              {t('switch.handBackShort')} <Key name="H" />
            </button>
          )}
          <span className="slot slot-wait" aria-current="true">
            <BatonMark size={15} />
            <WaitClock since={conversation.baton.escalated_at} />
          </span>
          {may.reply && (
            <button type="button" className="act to-human hot" {...gate} onClick={() => claim(false)}>
              {t('switch.claim')} <Key name="C" />
            </button>
          )}
        </>
      )
    case 'mate':
      return (
        <>
          <span className="slot slot-human" aria-current="true">
            <MateAvatar name={conversation.baton.person?.name ?? ''} px={20} />
            {t('switch.mate', { name: firstName(conversation.baton.person?.name ?? '') })}
          </span>
          {may.reply && (
            <button type="button" className="act to-human" {...gate} onClick={onTakeOver}>
              {t(may.releaseAny ? 'switch.takeOver' : 'switch.ask')} <Key name="C" />
            </button>
          )}
        </>
      )
    case 'done':
      return null
  }
}

function WaitClock({ since }: { since: string | null }) {
  const now = useSeconds()
  return <time>{since ? clock(since, now) : ''}</time>
}
