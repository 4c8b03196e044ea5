import type { BusinessHours } from '@baton/api'
import { Plus, X } from 'lucide-react'
import { ambient } from '../../lib/ambient'
import { t } from '../../lib/i18n'
import { IconButton } from '../icon-button'

type Holiday = BusinessHours['holidays'][number]

/** Days off, in the order of the calendar. */
export function Holidays({
  holidays,
  onHolidays,
  error,
}: {
  holidays: Holiday[]
  onHolidays: (holidays: Holiday[]) => void
  error: string | undefined
}) {
  const set = (index: number, day: Holiday) =>
    onHolidays(holidays.map((each, n) => (n === index ? day : each)))
  const add = () => {
    const today = new Date(ambient.now()).toISOString().slice(0, 10)
    onHolidays([...holidays, { date: today, name: '' }])
  }
  return (
    <div className="hours-week">
      {holidays.map((day, index) => (
        <span className="hours-span" key={index}>
          <span className="input">
            <input
              type="date"
              aria-label={t('hours.date')}
              value={day.date}
              onChange={(event) => event.target.value && set(index, { ...day, date: event.target.value })}
            />
          </span>
          <span className="input grow">
            <input
              aria-label={t('hours.name')}
              placeholder={t('hours.namePlaceholder')}
              maxLength={80}
              value={day.name ?? ''}
              onChange={(event) => set(index, { ...day, name: event.target.value })}
            />
          </span>
          <IconButton
            size="sm"
            label={t('hours.removeHoliday', { name: day.name || t('hours.thisHoliday') })}
            onClick={() => onHolidays(holidays.filter((_, n) => n !== index))}
          >
            <X className="i" size={14} aria-hidden="true" />
          </IconButton>
        </span>
      ))}
      <button type="button" className="btn ghost sm" onClick={add}>
        <Plus className="i" size={14} aria-hidden="true" />
        {t('hours.addHoliday')}
      </button>
      {error && (
        <p className="field-note wrong" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
