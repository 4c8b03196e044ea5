import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/http'

export const COLOURS = ['teal', 'olive', 'brown', 'plum', 'violet', 'slate'] as const
export type TagColour = (typeof COLOURS)[number]

/** Signs of a name, at most. */
export const LONGEST_TAG = 40

export interface TagNames {
  items: string[]
  colours: { name: string; colour: TagColour }[]
  /** Those that have another name now. */
  renamed: { name: string; to: string }[]
}

/** The tags in use. Open consoles follow a change of one: see `live/tag-changed`. */
export const tagsQuery = queryOptions({
  queryKey: ['tags'],
  queryFn: () => call<TagNames>('/api/v1/tags'),
})
