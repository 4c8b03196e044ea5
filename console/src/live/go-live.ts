import type { Me } from '@baton/api'
import type { QueryClient } from '@tanstack/react-query'
import { keys } from '../lib/keys'
import { problemOf } from '../lib/problem'
import { addMessage } from './cache'
import { outbox } from './outbox'
import { type OpenRow, openStream, type Stream } from './stream'

/** Opens the stream of a workspace, and lets the outbox send there; both end with it. */
export function goLive(me: Me, client: QueryClient, onOpen: OpenRow): Stream {
  const stream = openStream(me, client, onOpen)
  outbox.open(me.workspace.id, {
    sent: (message, item) => {
      addMessage(client, message)
      if (item.then) void import('./let-go').then(({ letGo }) => letGo(client, me.user.id, item))
    },
    refused: (item, error) => {
      if (problemOf(error)?.status === 409)
        void client.invalidateQueries({ queryKey: keys.conversation(item.conversation) })
    },
  })
  return {
    ...stream,
    close() {
      stream.close()
      outbox.open(null)
    },
  }
}
