import type { Baton } from '@baton/api'
import { Check } from 'lucide-react'
import { firstName, type Standing } from '../lib/baton'
import { t } from '../lib/i18n'
import { useMinutes, wait } from '../lib/time'
import { BatonMark, BotMark, PersonMark } from './marks'

/** Who holds the baton. Solid owes the next message, tint waits for the visitor. */
export function HoldPill({
  standing: { hold, owes },
  baton,
  assistant,
  short = false,
}: {
  standing: Standing
  baton: Baton
  assistant: string
  /** Names only, for tables. */
  short?: boolean
}) {
  const now = useMinutes()
  if (hold === 'done')
    return (
      <span className="hold hold-done">
        <Check className="i" size={12} aria-hidden="true" />
        <span>{t('hold.done')}</span>
      </span>
    )
  if (hold === 'wait')
    return (
      <span className="hold hold-wait">
        <BatonMark size={13} />
        <span>{t('hold.waiting', { wait: wait(baton.escalated_at ?? '', now) })}</span>
      </span>
    )
  const turn = owes && !short ? ' is-turn' : ''
  if (hold === 'ai')
    return (
      <span className={`hold hold-ai${turn}`}>
        <BotMark size={13} />
        <span>{turn ? t('hold.replying', { name: assistant }) : assistant}</span>
      </span>
    )
  const mate = firstName(baton.person?.name ?? '')
  return (
    <span className={hold === 'you' ? `hold hold-you${turn}` : 'hold hold-mate'}>
      <PersonMark size={13} />
      <span>
        {hold === 'you'
          ? t(turn ? 'hold.yourTurn' : 'hold.you')
          : short
            ? mate
            : t('hold.mate', { name: mate })}
      </span>
    </span>
  )
}
