import type { Conversation } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useMe } from '../../../lib/queries'
import { Reader } from '../../../live/reader'

/** Marks what is on a visible screen as read. */
export function useRead(conversation: Conversation | undefined): void {
  const client = useQueryClient()
  const me = useMe().user.id
  const [reader] = useState(() => new Reader(client, me))
  useEffect(() => {
    if (!conversation) return
    const look = () => {
      if (!document.hidden) reader.see(conversation)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [conversation, reader])
}
