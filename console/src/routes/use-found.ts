import type { Id } from '@baton/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { filterOf, type InboxState } from '../features/inbox/filter'
import { listQuery } from '../lib/queries'

/** The message of the open conversation that was searched for, where a message matched. */
export function useFound(state: InboxState, open: Id | undefined): number | null {
  const { data } = useInfiniteQuery({
    ...listQuery(filterOf(state)),
    enabled: Boolean(state.q && open),
    select: (list) => list.pages.flatMap((page) => page.items).find((row) => row.id === open)?.match?.seq,
  })
  return (state.q && open && data) || null
}
