import type { Conversation } from '@baton/api'
import { AlarmClock, X } from 'lucide-react'
import { t } from '../../../lib/i18n'
import { moment, useMinutes } from '../../../lib/time'
import { useSnooze } from '../../../live/snooze'
import { SnoozeDialog } from '../../../ui/when/snooze'

/** Until when it is put away, and how to take it out again. */
export function SnoozeChip({ conversation, editable }: { conversation: Conversation; editable: boolean }) {
  const now = useMinutes()
  const { end } = useSnooze(conversation)
  if (!conversation.snoozed_until) return null
  return (
    <span className="chip">
      <AlarmClock className="i" size={12} aria-hidden="true" />
      {t('inbox.snoozed', { when: moment(conversation.snoozed_until, now) })}
      {editable && (
        <button type="button" className="x" aria-label={t('snooze.end')} onClick={() => void end()}>
          <X className="i" size={11} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}

/** Asks until when. */
export function SnoozeThis({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { snooze } = useSnooze(conversation)
  return <SnoozeDialog onChoose={(wish) => void snooze(wish)} onClose={onClose} />
}
