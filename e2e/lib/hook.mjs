// A receiver of webhooks: keeps what it was sent, and answers as a test wants.
import { createServer } from 'node:http'
import { eventually } from './eventually.mjs'

export class Hook {
  /** Every request, `{ headers, body }`. */
  received = []
  /** What is answered from now on. */
  status = 204
  #server

  static async listen() {
    const hook = new Hook()
    hook.#server = createServer((request, response) => {
      const parts = []
      request.on('data', (part) => parts.push(part))
      request.on('end', () => {
        hook.received.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
        response.writeHead(hook.status).end(hook.status === 204 ? undefined : 'no thanks')
      })
    })
    await new Promise((ready) => hook.#server.listen(0, '127.0.0.1', ready))
    hook.url = `http://127.0.0.1:${hook.#server.address().port}/in?key=1`
    return hook
  }

  /** Waits for a request of this event, and answers it. */
  async hears(event) {
    const found = () => this.received.find(({ body }) => JSON.parse(body).event === event)
    await eventually(`${event} is told`, async () => found() !== undefined, 20_000)
    return found()
  }

  close() {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}
