import type { Envelope } from '@baton/api'
import { Hourglass } from 'lucide-react'
import { t } from '../../../lib/i18n'
import { exact } from '../../../lib/time'
import './words'

/** What became of a held answer, and who changed whether there are any, in small print. */
export function Told({ event, bot }: { event: Envelope; bot: string }) {
  const text = tell(event, bot)
  if (!text) return null
  return (
    <p className="ev" title={exact(event.at)}>
      <Hourglass className="i" size={13} aria-hidden="true" />
      <span>{text}</span>
    </p>
  )
}

function tell(event: Envelope, bot: string): string | null {
  const name = event.actor.name ?? bot
  if (event.type === 'conversation.autopilot_changed') {
    const { autopilot } = event.data
    switch (autopilot) {
      case null:
        return t('told.pilot.as', { name, bot })
      case 'held':
        return t('told.pilot.held', { name, bot })
      default:
        return t(`told.pilot.${autopilot}`, { name })
    }
  }
  if (event.type !== 'answer.decided') return null
  switch (event.data.answer.state) {
    case 'passed':
      return t('told.passed', { name })
    case 'edited':
      return t('told.edited', { name })
    case 'vetoed':
      return t('told.vetoed', { name, bot })
    case 'sent':
      return t('told.sent')
    case 'escalated':
      return t('told.escalated')
    default:
      return t('told.void')
  }
}
