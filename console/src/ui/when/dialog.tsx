import { type FormEvent, type ReactNode, useState } from 'react'
import { ambient } from '../../lib/ambient'
import { t } from '../../lib/i18n'
import { SNOOZES, type SnoozeWish } from '../../live/snooze'
import { Dialog } from '../dialog'
import '../../styles/when.css'

interface WhenDialogProps {
  title: string
  lead: string
  /** What is done at the time that one chooses oneself. */
  set: string
  children?: ReactNode
  /** Nothing else is chosen until it is done. */
  onChoose: (wish: SnoozeWish) => Promise<void>
  onClose: () => void
}

/** When: one press for the usual times, or a time of one's own. */
export function WhenDialog({ title, lead, set, children, onChoose, onClose }: WhenDialogProps) {
  const [at, setAt] = useState('')
  const [busy, setBusy] = useState(false)
  const until = at ? new Date(at) : null
  const isAhead = until !== null && until.getTime() > ambient.now()
  const choose = async (wish: SnoozeWish) => {
    setBusy(true)
    await onChoose(wish)
    setBusy(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (until && isAhead && !busy) void choose({ until: until.toISOString() })
  }
  return (
    <Dialog title={title} lead={lead} open onClose={() => busy || onClose()}>
      {children}
      <div className="whens">
        {SNOOZES.map((each) => (
          <button
            type="button"
            className="btn"
            key={each}
            disabled={busy}
            onClick={() => void choose({ for: each })}
          >
            {t(`snooze.${each}`)}
          </button>
        ))}
      </div>
      <form className="when-custom" onSubmit={submit}>
        <label className="lbl">
          {t('snooze.custom')}
          <span className="input">
            <input
              type="datetime-local"
              min={localMinute(ambient.now())}
              value={at}
              onChange={(event) => setAt(event.target.value)}
            />
          </span>
        </label>
        <button type="submit" className="btn primary" disabled={!isAhead || busy}>
          {set}
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
