import type { Id, Me } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { problemOf } from '../lib/problem'
import { addMessage } from './cache'
import { outbox } from './outbox'
import { openStream, type Stream } from './stream'

const LiveContext = createContext<Stream | null>(null)

/** Keeps the stream of the current workspace open while the console is. */
export function LiveProvider({ me, children }: { me: Me; children: ReactNode }) {
  const client = useQueryClient()
  const [stream, setStream] = useState<Stream | null>(null)
  const { id } = me.workspace
  useEffect(() => {
    const opened = openStream(me, client)
    setStream(opened)
    outbox.open(id, {
      sent: (message) => addMessage(client, message),
      refused: (item, error) => {
        if (problemOf(error)?.status === 409)
          void client.invalidateQueries({ queryKey: ['conversation', item.conversation] })
      },
    })
    return () => {
      opened.close()
      outbox.open(null)
    }
  }, [id, client])
  return <LiveContext value={stream}>{children}</LiveContext>
}

export function useStream(): Stream | null {
  return use(LiveContext)
}

/** Receives the signals of a conversation while it is on the screen. */
export function useSignals(conversation: Id): void {
  const stream = useStream()
  useEffect(() => stream?.join(conversation), [stream, conversation])
}
