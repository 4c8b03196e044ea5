import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/http'
import { t } from '../../../lib/i18n'
import type { TagColour } from '../../../ui/tags/names'

const TAGS = '/api/v1/tags'

export interface Counted {
  conversations: number
  /** Whether there are more than were counted. */
  more: boolean
}
export interface TagUse extends Counted {
  name: string
  colour: TagColour | null
  /** Whether it is being renamed or deleted. */
  leaving: boolean
}
export interface Reach extends Counted {
  /** Whether all of them have followed. */
  done: boolean
}

/** The tags that have words in them. Below the key of all tags, so that it follows a change of one. */
export const usedQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['tags', 'used', q],
    queryFn: ({ pageParam, signal }) =>
      call<{ items: TagUse[]; next_cursor: string | null }>(`${TAGS}/used`, {
        query: { q: q || undefined, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnMount: 'always',
  })

/** A tag by its name; null where no conversation has it. */
export const oneQuery = (name: string) =>
  queryOptions({
    queryKey: ['tags', 'one', name],
    queryFn: async ({ signal }) => {
      // Names come in their order: it is the first or nearly so after its own beginning.
      const query = { q: name, cursor: name.slice(0, -1), limit: 100 }
      const { items } = await call<{ items: TagUse[] }>(`${TAGS}/used`, { query, signal })
      return items.find((each) => each.name === name) ?? null
    },
  })

export const renameTag = (tag: string, name: string, merge: boolean) =>
  call<Reach>(`${TAGS}/rename`, { method: 'POST', body: { tag, name, merge } })
export const colourTag = (tag: string, colour: TagColour | null) =>
  call<void>(`${TAGS}/colour`, { method: 'POST', body: { tag, colour } })
export const deleteTag = (tag: string) => call<Reach>(`${TAGS}/delete`, { method: 'POST', body: { tag } })

/** How many conversations, in words. */
export const counted = ({ conversations, more }: Counted): string =>
  more
    ? t('tags.countMore', { n: conversations.toLocaleString('en') })
    : t('tags.count', { n: conversations })

/** What followed a change, in words. */
export const reached = (reach: Reach): string =>
  reach.done ? counted(reach) : t('tags.follow', { count: counted(reach) })

/** A name as the server writes it. */
export const asTag = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase()
