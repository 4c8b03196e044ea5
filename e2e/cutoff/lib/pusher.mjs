// Unmodified pusher-js, with what docs/realtime.md tells the authors of clients to do.
import Pusher from 'pusher-js'
import { pusherOptions } from '../../realtime/pusher.mjs'

/** As `own` of clients/follower.mjs, through the network of a tab. */
export const pusherOf =
  (tab) =>
  ({ me, channel, hear, catchUp }) => {
    const url = `http://127.0.0.1:${tab.port}`
    const pusher = new Pusher(me.realtime.key, {
      ...pusherOptions({ url, key: me.realtime.key, path: me.realtime.path }),
      // Shorter than the server's, so that a silent network is noticed within a test.
      activityTimeout: 1_500,
      pongTimeout: 500,
      channelAuthorization: { customHandler: (ask, answer) => void authorise(tab, ask, answer) },
    })
    let timer
    let closed = false
    // A refusal is final; a failure is not, and pusher-js asks only once.
    const subscribe = () => {
      if (closed) return
      pusher.unsubscribe(channel)
      const subscription = pusher.subscribe(channel)
      subscription.bind('pusher:subscription_succeeded', catchUp)
      subscription.bind('pusher:subscription_error', () => {
        clearTimeout(timer)
        timer = setTimeout(subscribe, 200)
      })
      subscription.bind_global((_, data) => hear(data))
    }
    subscribe()
    return {
      state: () => pusher.connection.state,
      close() {
        closed = true
        clearTimeout(timer)
        pusher.disconnect()
      },
    }
  }

async function authorise(tab, { socketId, channelName }, answer) {
  try {
    const response = await tab.scope.fetch('/broadcasting/auth', {
      method: 'POST',
      body: new URLSearchParams({ socket_id: socketId, channel_name: channelName }),
      signal: AbortSignal.timeout(1_000),
    })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    answer(null, await response.json())
  } catch (error) {
    answer(error, null)
  }
}
