import type { BusinessHours } from '@baton/api'
import { Plus, X } from 'lucide-react'
import { t } from '../../lib/i18n'
import { IconButton } from '../icon-button'

type Weekly = BusinessHours['weekly']
type Span = Weekly[number][number]

const DAYS = [0, 1, 2, 3, 4, 5, 6] as const
const USUAL: Span = { from: '09:00', to: '17:00' }
const EVENING: Span = { from: '18:00', to: '20:00' }
const MOST = 6

/** The hours of each weekday. */
export function Week({
  weekly,
  onWeekly,
  error,
}: {
  weekly: Weekly
  onWeekly: (weekly: Weekly) => void
  error: string | undefined
}) {
  const set = (day: number, spans: Span[]) => onWeekly(weekly.map((each, n) => (n === day ? spans : each)))
  return (
    <div className="hours-week">
      {DAYS.map((day) => {
        const name = t(`hours.day.${day}`)
        const spans = weekly[day] ?? []
        return (
          <fieldset className="hours-day" key={day} aria-label={name}>
            <span className="hours-name">{name}</span>
            <span className="hours-spans">
              {spans.length === 0 && <span className="muted">{t('hours.closed')}</span>}
              {spans.map((span, index) => (
                <span className="hours-span" key={`${index}-${spans.length}`}>
                  <Clock
                    label={t('hours.from', { day: name })}
                    value={span.from}
                    onValue={(from) => set(day, replaced(spans, index, { ...span, from }))}
                  />
                  {t('hours.until')}
                  <Clock
                    label={t('hours.to', { day: name })}
                    value={span.to}
                    onValue={(to) => set(day, replaced(spans, index, { ...span, to }))}
                  />
                  <IconButton
                    size="sm"
                    label={t('hours.remove', { day: name })}
                    onClick={() =>
                      set(
                        day,
                        spans.filter((_, n) => n !== index),
                      )
                    }
                  >
                    <X className="i" size={14} aria-hidden="true" />
                  </IconButton>
                </span>
              ))}
              {spans.length < MOST && (
                <button
                  type="button"
                  className="btn ghost sm"
                  aria-label={t('hours.add', { day: name })}
                  onClick={() => set(day, [...spans, spans.length ? EVENING : USUAL])}
                >
                  <Plus className="i" size={14} aria-hidden="true" />
                  {t('hours.addShort')}
                </button>
              )}
            </span>
          </fieldset>
        )
      })}
      {error && (
        <p className="field-note wrong" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

function replaced(spans: Span[], index: number, span: Span): Span[] {
  return spans.map((each, n) => (n === index ? span : each))
}

/** A time of the day; the end of the day is 24:00, which browsers write as 00:00. */
function Clock({
  label,
  value,
  onValue,
}: {
  label: string
  value: string
  onValue: (value: string) => void
}) {
  const isEnd = value === '24:00'
  return (
    <span className="input">
      <input
        type="time"
        aria-label={label}
        value={isEnd ? '23:59' : value}
        onChange={(event) => event.target.value && onValue(event.target.value.slice(0, 5))}
      />
    </span>
  )
}
