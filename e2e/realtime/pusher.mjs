import Pusher from 'pusher-js'

/** How pusher-js is pointed at a server of one's own. */
export function pusherOptions({ url, key, path, token }) {
  const { hostname, port, protocol } = new URL(url)
  const tls = protocol === 'https:'
  return {
    key,
    cluster: '',
    wsHost: hostname,
    wsPort: Number(port || 80),
    wssPort: Number(port || 443),
    wsPath: path,
    forceTLS: tls,
    enabledTransports: ['ws', 'wss'],
    enableStats: false,
    channelAuthorization: {
      transport: 'ajax',
      endpoint: `${url}/broadcasting/auth`,
      headers: { Authorization: `Bearer ${token}` },
    },
  }
}

export function pusherClient(settings) {
  const pusher = new Pusher(settings.key, pusherOptions(settings))
  return {
    connected: () => connected(pusher),
    join: (name) => joined(pusher.subscribe(name)).then(members),
    subscribe: (name) => joined(pusher.subscribe(name)),
    refused: (name) => refused(pusher.subscribe(name)),
    next: (name, event) => next(pusher.channel(name) ?? pusher.subscribe(name), event),
    whisper: (name, event, data) => pusher.channel(name).trigger(`client-${event}`, data),
    close: async () => pusher.disconnect(),
  }
}

export function connected(pusher) {
  return new Promise((resolve, reject) => {
    if (pusher.connection.state === 'connected') resolve()
    pusher.connection.bind('connected', resolve)
    pusher.connection.bind('failed', () => reject(new Error('failed')))
  })
}

export function joined(channel) {
  return new Promise((resolve, reject) => {
    if (channel.subscribed) resolve(channel)
    channel.bind('pusher:subscription_succeeded', () => resolve(channel))
    channel.bind('pusher:subscription_error', reject)
  })
}

export function refused(channel) {
  return new Promise((resolve, reject) => {
    channel.bind('pusher:subscription_error', (error) => (error.status === 403 ? resolve() : reject(error)))
    channel.bind('pusher:subscription_succeeded', () => reject(new Error('it was granted')))
  })
}

export function next(channel, event) {
  return new Promise((resolve) => {
    const once = (data) => {
      channel.unbind(event, once)
      resolve(data)
    }
    channel.bind(event, once)
  })
}

/** Everyone on a presence channel, by id. */
export function members(channel) {
  const all = {}
  channel.members.each(({ id, info }) => {
    all[id] = info
  })
  return all
}
