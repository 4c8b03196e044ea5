import type { Conversation } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api'

/** Conversations that are shown. */
const SHOWN = 5

/** Conversations in which something was said, whose reason names it, or whose contact is called so. */
export const foundQuery = (q: string) =>
  queryOptions({
    queryKey: ['palette', q],
    queryFn: async ({ signal }): Promise<Conversation[]> => {
      const filter = { view: 'all', sort: 'newest', q, limit: String(SHOWN) } as const
      return (await api.conversations(filter, undefined, signal)).items
    },
    enabled: q.length > 1,
    staleTime: 0,
    gcTime: 60_000,
  })
