import { type FormEvent, useState } from 'react'
import { ambient } from '../../lib/ambient'
import { t } from '../../lib/i18n'
import { SNOOZES, type SnoozeWish } from '../../live/snooze'
import { Dialog } from '../dialog'
import '../../styles/snooze.css'

interface SnoozeDialogProps {
  onChoose: (wish: SnoozeWish) => void
  onClose: () => void
}

/** Until when: one press for the usual times, or a time of one's own. */
export function SnoozeDialog({ onChoose, onClose }: SnoozeDialogProps) {
  const [at, setAt] = useState('')
  const until = at ? new Date(at) : null
  const isAhead = until !== null && until.getTime() > ambient.now()
  const choose = (wish: SnoozeWish) => {
    onClose()
    onChoose(wish)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (until && isAhead) choose({ until: until.toISOString() })
  }
  return (
    <Dialog title={t('snooze.title')} lead={t('snooze.lead')} open onClose={onClose}>
      <div className="snoozes">
        {SNOOZES.map((each) => (
          <button type="button" className="btn" key={each} onClick={() => choose({ for: each })}>
            {t(`snooze.${each}`)}
          </button>
        ))}
      </div>
      <form className="snooze-custom" onSubmit={submit}>
        <label className="lbl">
          {t('snooze.custom')}
          <span className="input">
            <input
              type="datetime-local"
              aria-label={t('snooze.customTime')}
              min={localMinute(ambient.now())}
              value={at}
              onChange={(event) => setAt(event.target.value)}
            />
          </span>
        </label>
        <button type="submit" className="btn primary" disabled={!isAhead}>
          {t('snooze.set')}
        </button>
      </form>
    </Dialog>
  )
}

/** As such a field writes it, by the reader's own clock. */
function localMinute(now: number): string {
  const zone = new Date(now).getTimezoneOffset() * 60_000
  return new Date(now - zone).toISOString().slice(0, 16)
}
