import type { BusinessHours } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/http'
import { HOURS, type Now } from '../../../ui/hours/now'

export interface Hours {
  hours: BusinessHours
  now: Now
}

export const hoursQuery = queryOptions({
  queryKey: ['business-hours'],
  queryFn: () => call<Hours>(HOURS),
})
export const saveHours = (body: BusinessHours) => call<Hours>(HOURS, { method: 'PATCH', body })
