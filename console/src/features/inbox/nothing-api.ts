import type { Suggestion, WaitsToday } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import type { ConversationFilter } from '../../lib/filters'
import { call } from '../../lib/http'
import { keys } from '../../lib/keys'

/** How long visitors waited today: asked each time that the queue is found empty. */
export const waitsQuery = queryOptions({
  queryKey: keys.waits,
  queryFn: () => call<WaitsToday>('/api/v1/conversations/waits'),
  refetchOnMount: 'always',
})

/** Another spelling of a search that found nothing under its filters. */
export const suggestionQuery = ({ sort: _, ...filter }: ConversationFilter) =>
  queryOptions({
    queryKey: keys.suggestion(filter),
    queryFn: ({ signal }) => call<Suggestion>('/api/v1/conversations/suggestion', { query: filter, signal }),
  })
