import type { Conversation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { type RefObject, useState } from 'react'
import { useMe } from '../../../lib/queries'
import { cannedQuery, fill, variablesOf } from '../../../lib/team'
import { useSuggest } from './use-suggest'

/** Canned replies while a reply is written: `/` and the beginning of a shortcut, or any word of the reply. */
export function useCanned(
  area: RefObject<HTMLTextAreaElement | null>,
  conversation: Conversation,
  write: (text: string) => void,
) {
  const me = useMe()
  const [wanted, setWanted] = useState(false)
  const { data } = useQuery({ ...cannedQuery, enabled: wanted })
  const variables = variablesOf(conversation, me)
  const suggest = useSuggest(
    area,
    {
      sign: '/',
      find: (word) => {
        const part = word.toLocaleLowerCase()
        const all = data?.items ?? []
        const begins = all.filter((reply) => reply.shortcut.startsWith(part))
        const holds = all.filter(
          (reply) => !reply.shortcut.startsWith(part) && reply.body.toLocaleLowerCase().includes(part),
        )
        return [...begins, ...(part.length > 1 ? holds : [])].map((reply) => {
          const insert = fill(reply.body, variables)
          return { id: reply.id, label: `/${reply.shortcut}`, detail: insert, insert }
        })
      },
    },
    write,
  )
  return { ...suggest, prepare: () => setWanted(true) }
}
