import type { BusinessHours, Time } from '@baton/api'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/http'

export const HOURS = '/api/v1/business-hours'

export interface Now {
  open: boolean
  changes_at: Time | null
}

/** What hours that are not saved yet would mean now. */
export const previewQuery = (hours: BusinessHours) =>
  queryOptions({
    queryKey: ['business-hours', 'preview', hours],
    queryFn: () => call<Now>(`${HOURS}/preview`, { method: 'POST', body: hours }),
    placeholderData: keepPreviousData,
    retry: false,
  })
