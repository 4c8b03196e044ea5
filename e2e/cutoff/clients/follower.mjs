// What anybody can build on `packages/realtime`: its connection and its sequencer on the stream of a workspace.
import { connect, Sequencer } from '../../../packages/realtime/src'

async function call(path) {
  const response = await fetch(path, { signal: AbortSignal.timeout(20_000) })
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`)
  return response.json()
}

/** Collects every event of the workspace from now on. `listen` says how: with our own connection, or with pusher-js. */
export async function open(listen) {
  const me = await call('/api/v1/session')
  const events = []
  const restarts = []
  const sequencer = new Sequencer({
    start: me.event_seq,
    seq: (event) => event.seq,
    fetch: async (after) => {
      const { items, has_more, latest_seq } = await call(`/api/v1/events?after=${after}&limit=100`)
      return { items, has_more, latest: latest_seq }
    },
    deliver: (event) => events.push(event),
    onRestart: () => restarts.push(sequencer.last),
  })
  const link = listen({
    me,
    channel: `private-workspace.${me.workspace.id}`,
    hear: (data) => data?.seq && data.workspace_id && sequencer.push(data),
    catchUp: () => sequencer.sync(),
  })
  return {
    start: me.event_seq,
    shown: () => ({ state: link.state(), events, restarts }),
    close() {
      link.close()
      sequencer.stop()
    },
  }
}

/** With our own connection. */
export function own({ me, channel, hear, catchUp }) {
  const connection = connect({
    url: location.origin,
    key: me.realtime.key,
    path: me.realtime.path,
    authorise: async (socket_id, channel_name) => {
      const response = await fetch('/broadcasting/auth', {
        method: 'POST',
        body: new URLSearchParams({ socket_id, channel_name }),
        signal: AbortSignal.timeout(20_000),
      })
      if (response.status === 401 || response.status === 403) return null
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      return response.json()
    },
    onCatchUp: catchUp,
    poll: catchUp,
  })
  connection.subscribe(channel, ({ data }) => hear(data))
  return { state: () => connection.state, close: () => connection.close() }
}
