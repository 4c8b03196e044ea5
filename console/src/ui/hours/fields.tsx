import type { BusinessHours } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { t, teach } from '../../lib/i18n'
import { businessHours } from '../../lib/i18n/en/settings/business-hours'
import { problemOf } from '../../lib/problem'
import { FormCard, FormRow } from '../form/row'
import { SelectField } from '../form/select-field'
import { Switcher } from '../form/switcher'
import { Holidays } from './holidays'
import { type Now, previewQuery } from './now'
import { Week } from './week'
import '../../styles/business-hours.css'

teach(businessHours)

interface HoursFieldsProps {
  hours: BusinessHours
  onHours: (hours: BusinessHours) => void
  /** What the server found wrong, by field. */
  faults: Readonly<Record<string, string>>
}

/** When somebody should be there, with what that means now. */
export function HoursFields({ hours, onHours, faults: refused }: HoursFieldsProps) {
  const preview = useQuery(previewQuery(useDeferredValue(hours)))
  const faults = { ...problemOf(preview.error)?.fields, ...refused }
  const change = (part: Partial<BusinessHours>) => onHours({ ...hours, ...part })
  return (
    <>
      <FormCard>
        <FormRow label={t('hours.enabled')} hint={t('hours.enabledHint')}>
          <Switcher
            label={t('hours.enabled')}
            on={hours.enabled}
            onToggle={(enabled) => change({ enabled })}
          />
        </FormRow>
        <FormRow label={t('hours.now')}>
          <p className="hours-now" role="status">
            {preview.data && <Door now={preview.data} />}
          </p>
        </FormRow>
      </FormCard>
      {hours.enabled && (
        <>
          <FormCard title={t('hours.week')}>
            <FormRow label={t('hours.zone')} error={faults.time_zone}>
              <SelectField
                label={t('hours.zone')}
                value={hours.time_zone}
                choices={zones(hours.time_zone)}
                onValue={(time_zone) => change({ time_zone })}
              />
            </FormRow>
            <Week weekly={hours.weekly} onWeekly={(weekly) => change({ weekly })} error={faults.weekly} />
          </FormCard>
          <FormCard title={t('hours.holidays')} lead={t('hours.holidaysHint')}>
            <Holidays
              holidays={hours.holidays}
              onHolidays={(holidays) => change({ holidays })}
              error={faults.holidays}
            />
          </FormCard>
        </>
      )}
      <FormCard>
        <FormRow
          label={t('hours.offer')}
          hint={t('hours.offerHint')}
          control="hours-offer"
          error={faults.offer_after_s}
        >
          <span className="hours-offer">
            <span className="input">
              <input
                id="hours-offer"
                type="number"
                min={30}
                max={3600}
                step={10}
                value={hours.offer_after_s}
                onChange={(event) =>
                  change({ offer_after_s: Math.max(0, Math.floor(Number(event.target.value))) })
                }
              />
            </span>
            {t('hours.seconds')}
          </span>
        </FormRow>
      </FormCard>
    </>
  )
}

function Door({ now }: { now: Now }) {
  const when = now.changes_at && moment(now.changes_at)
  const words = now.open
    ? when
      ? t('hours.openUntil', { when })
      : t('hours.openNow')
    : when
      ? t('hours.closedUntil', { when })
      : t('hours.closedNow')
  return (
    <>
      <span className={now.open ? 'dot on' : 'dot'} />
      {words}
    </>
  )
}

/** As the reader's own clock shows it. */
function moment(at: string): string {
  return new Intl.DateTimeFormat('en', {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(at))
}

/** Every zone that the browser knows, with the one that is kept. */
function zones(kept: string) {
  const all = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), kept])
  return [...all].sort().map((value) => ({ value, label: value.replaceAll('_', ' ') }))
}
