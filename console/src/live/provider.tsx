import type { Id, Me } from '@baton/api'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react'
import { goLive } from './go-live'
import type { OpenRow, Stream } from './stream'

const LiveContext = createContext<Stream | null>(null)

/** Keeps the stream of the current workspace open while the console is. */
export function LiveProvider({ me, onOpen, children }: { me: Me; onOpen: OpenRow; children: ReactNode }) {
  const client = useQueryClient()
  const [stream, setStream] = useState<Stream | null>(null)
  const { id } = me.workspace
  const opener = useRef(onOpen)
  opener.current = onOpen
  useEffect(() => {
    const opened = goLive(me, client, (...row) => opener.current(...row))
    setStream(opened)
    return () => opened.close()
  }, [id, client])
  return <LiveContext value={stream}>{children}</LiveContext>
}

export function useStream(): Stream | null {
  return use(LiveContext)
}

/** Receives the signals of a conversation while it is on the screen. */
export function useSignals(conversation: Id): void {
  const stream = useStream()
  useEffect(() => {
    stream?.opened(conversation)
    return stream?.join(conversation)
  }, [stream, conversation])
}

/** Is seen by the team before a conversation, while the page is in view. */
export function useViewing(conversation: Id): void {
  const stream = useStream()
  useEffect(() => {
    let leave: (() => void) | undefined
    const look = () => {
      leave?.()
      leave = document.hidden ? undefined : stream?.view(conversation)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      leave?.()
    }
  }, [stream, conversation])
}
