import { queryOptions } from '@tanstack/react-query'
import { alerts } from '../../../live/alerts/api'

export const alertsQuery = queryOptions({ queryKey: ['alerts'], queryFn: () => alerts() })
