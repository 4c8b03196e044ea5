import type { HolderGrace } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/http'

const PATH = '/api/v1/holder-grace'

export const graceQuery = queryOptions({ queryKey: ['holder-grace'], queryFn: () => call<HolderGrace>(PATH) })
export const setGrace = (minutes: number | null) =>
  call<HolderGrace>(PATH, { method: 'PATCH', body: { minutes } })
