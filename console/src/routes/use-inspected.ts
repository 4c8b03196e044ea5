import type { Conversation, Id, Message } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Slice } from '../lib/api'
import { keys } from '../lib/keys'

/** The answer whose reason is open; it closes when another conversation opens. */
export function useInspected(open: Id | undefined) {
  const client = useQueryClient()
  const [chosen, setChosen] = useState<Message | null>(null)
  const message = chosen?.conversation_id === open ? chosen : null
  const toggle = (next: Message) => setChosen(next.id === message?.id ? null : next)
  const toggleNewest = () => {
    const thread = open ? client.getQueryData<Slice<Message>>(keys.messages(open)) : undefined
    const newest = thread?.items.findLast((each) => each.turn_id)
    if (!newest) return false
    setChosen(message ? null : newest)
  }
  const assistant = open
    ? (client.getQueryData<Conversation>(keys.conversation(open))?.assistant.name ?? '')
    : ''
  return { message, assistant, toggle, toggleNewest, close: () => setChosen(null) }
}
