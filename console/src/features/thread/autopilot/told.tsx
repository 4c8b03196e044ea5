import type { Envelope, Whisper } from '@baton/api'
import { Ear, Hourglass } from 'lucide-react'
import { t } from '../../../lib/i18n'
import { exact, timeOfDay } from '../../../lib/time'
import { MateAvatar } from '../../../ui/avatar'
import './words'

/** What became of a held answer, and who changed whether there are any, in small print. */
export function Told({ event, bot, me }: { event: Envelope; bot: string; me: string }) {
  if (event.type === 'whisper.left') return <Whispered whisper={event.data.whisper} bot={bot} me={me} />
  const text = tell(event, bot)
  if (!text) return null
  return (
    <p className="ev" title={exact(event.at)}>
      <Hourglass className="i" size={13} aria-hidden="true" />
      <span>{text}</span>
    </p>
  )
}

/** A whisper: private, and hatched as a note is. */
function Whispered({ whisper, bot, me }: { whisper: Whisper; bot: string; me: string }) {
  const { author, body, created_at } = whisper
  const told = t('whisper.told', { name: author.name, bot })
  return (
    <article className="note" aria-label={`${t('whisper.private')}. ${told}`}>
      <p className="who">
        <Ear className="i" size={12} aria-hidden="true" />
        <MateAvatar name={author.name} px={16} self={author.id === me} />
        <b>{told}</b> <time title={exact(created_at)}>{timeOfDay(created_at)}</time>
        <span className="faint">{t('whisper.private')}</span>
      </p>
      <p className="note-text plain" dir="auto">
        {body}
      </p>
    </article>
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
