import Echo from 'laravel-echo'
import Pusher from 'pusher-js'
import { connected, next, pusherOptions, refused } from './pusher.mjs'

/** Laravel Echo with its own verbs wherever it has one. */
export function echoClient(settings) {
  const options = pusherOptions(settings)
  const echo = new Echo({
    ...options,
    broadcaster: 'reverb',
    Pusher,
    client: new Pusher(settings.key, options),
  })
  const pusher = echo.connector.pusher
  const bare = (name) => name.replace(/^(private|presence)-/, '')
  return {
    connected: () => connected(pusher),
    join: (name) =>
      new Promise((resolve, reject) => {
        echo
          .join(bare(name))
          .here((people) => resolve(Object.fromEntries(people.map((person, index) => [index, person]))))
          .error(reject)
      }),
    subscribe: (name) =>
      new Promise((resolve, reject) => {
        echo.private(bare(name)).subscribed(resolve).error(reject)
      }),
    refused: (name) => refused(echo.private(bare(name)).subscription),
    next: (name, event) =>
      event.startsWith('client-')
        ? new Promise((resolve) => {
            echo.join(bare(name)).listenForWhisper(event.slice('client-'.length), resolve)
          })
        : event.startsWith('pusher:')
          ? next(pusher.channel(name), event)
          : new Promise((resolve) => {
              echo.private(bare(name)).listen(`.${event}`, resolve)
            }),
    whisper: (name, event, data) => echo.join(bare(name)).whisper(event, data),
    close: async () => echo.disconnect(),
  }
}
