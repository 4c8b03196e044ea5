import type { Conversation } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api } from '../../lib/api'
import { useMe } from '../../lib/queries'
import { putConversation } from '../../live/cache'

/** Marks what is on a visible screen as read. */
export function useRead(conversation: Conversation | undefined): void {
  const client = useQueryClient()
  const me = useMe().user.id
  const told = useRef(0)
  useEffect(() => {
    if (!conversation || conversation.unread === 0) return
    const tell = () => {
      if (document.hidden || told.current >= conversation.last_seq) return
      told.current = conversation.last_seq
      putConversation(client, { ...conversation, unread: 0 }, me)
      api.read(conversation.id, conversation.last_seq).catch(() => {
        told.current = 0
      })
    }
    tell()
    document.addEventListener('visibilitychange', tell)
    return () => document.removeEventListener('visibilitychange', tell)
  }, [conversation, client, me])
}
