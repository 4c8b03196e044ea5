import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { WebSocket } from 'ws'

/** Our own client, built from its sources as the console and the widget build it. */
async function load() {
  const entry = fileURLToPath(new URL('../../packages/realtime/src/index.ts', import.meta.url))
  const lib = { entry, formats: ['es'] }
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib },
  })
  return import(`data:text/javascript,${encodeURIComponent(output[0].code)}`)
}

export async function ownClient({ url, key, path, token }) {
  const { connect } = await load()
  const listeners = new Set()
  const denied = new Set()
  const hear = (channel) => (incoming) => {
    for (const listener of listeners) listener(channel, incoming)
  }
  const authorise = async (socketId, channel) => {
    const response = await fetch(`${url}/broadcasting/auth`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams({ socket_id: socketId, channel_name: channel }),
    })
    if (response.status === 401 || response.status === 403) return null
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    return response.json()
  }
  let live = () => {}
  const realtime = connect({
    url,
    key,
    path,
    authorise,
    open: (address) => new WebSocket(address),
    onState: (state) => state === 'live' && live(),
    onDenied: (channel) => {
      for (const listener of denied) listener(channel)
    },
  })
  const next = (name, event) =>
    new Promise((resolve) => {
      const once = (channel, incoming) => {
        if (channel !== name || incoming.event !== event) return
        listeners.delete(once)
        resolve(incoming.data)
      }
      listeners.add(once)
    })
  const subscribe = (name) => {
    const succeeded = next(name, 'pusher:subscription_succeeded')
    realtime.subscribe(name, hear(name))
    return succeeded
  }
  return {
    connected: () =>
      new Promise((resolve) => {
        live = resolve
        if (realtime.state === 'live') resolve()
      }),
    join: (name) => subscribe(name).then((data) => data.presence.hash),
    subscribe,
    refused: (name) =>
      new Promise((resolve) => {
        denied.add((channel) => channel === name && resolve())
        realtime.subscribe(name, () => {})
      }),
    next,
    whisper: (name, event, data) => realtime.whisper(name, event, data),
    close: async () => realtime.close(),
  }
}
