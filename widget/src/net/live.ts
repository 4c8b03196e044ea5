import type { WidgetEvent, WidgetMessage } from '@baton/api'
import { type Connection, connect } from '@baton/realtime'
import type { Event, VisitorSignal } from '../state/event'
import type { Store } from '../state/store'
import type { Client } from './client'
import type { Feed } from './feed'
import type { Sync } from './sync'

const BATON = /^conversation\.(claimed|released|escalated|wait_changed|resolved|reopened)$/
const MESSAGE = /^message\.(created|edited|unsent)$/
const SIGNAL = /^(turn\.(started|stage|ended)|message\.delta|typing|read|queue)$/

/** Translates what arrives on the conversation's channel; null for what the panel does not show. */
export function translate(event: string, data: unknown): Event | null {
  if (MESSAGE.test(event)) return { type: 'message', ...(data as { message: WidgetMessage }) }
  if (BATON.test(event)) {
    return { type: 'baton', ...(data as Extract<WidgetEvent, { type: 'conversation.claimed' }>['data']) }
  }
  if (event === 'lead.captured') return { type: 'lead_captured' }
  return SIGNAL.test(event) ? ({ type: event, data } as VisitorSignal) : null
}

/** The stream of the open conversation, or polling where the network refuses one. */
export function openFeed(store: Store, client: Client, sync: Sync): Feed {
  let connection: Connection | undefined
  let leave: (() => void) | undefined
  let channel = ''
  const caughtUp = () => void sync.run().catch(() => {})
  return {
    follow({ realtime }) {
      connection ??= connect({
        url: `${realtime.tls ? 'https' : 'http'}://${realtime.host}:${realtime.port}`,
        key: realtime.key,
        path: realtime.path,
        authorise: client.authorise,
        onState: (link) => store.dispatch({ type: 'link', link }),
        onCatchUp: caughtUp,
        poll: sync.run,
      })
      if (channel === realtime.channel) return
      leave?.()
      channel = realtime.channel
      leave = connection.subscribe(channel, (incoming) => {
        // The team deleted it: to catch up finds that out, and begins another one.
        if (incoming.event === 'conversation.deleted') return caughtUp()
        const event = translate(incoming.event, incoming.data)
        if (event) store.dispatch(event)
      })
    },
    doubt: () => connection?.doubt(),
    close() {
      connection?.close()
      connection = undefined
      channel = ''
    },
  }
}
