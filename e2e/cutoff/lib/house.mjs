// A server with an assistant that streams, and two people at work.
import { Operator } from '../../lib/api.mjs'
import { Baton } from '../../lib/baton.mjs'
import { eventually } from '../../lib/eventually.mjs'
import { startModel } from '../../lib/model.mjs'

const OWNER = { email: 'maya@example.org', password: 'a sentence is easier to keep' }
const JONAS = { email: 'jonas@example.org', password: 'the password of Jonas' }
const ANSWER =
  'Boots last for about a thousand miles when they are cleaned after every walk, dried slowly, and waxed. [1]'

export class House {
  static async open(networks) {
    const model = await startModel()
    model.reply = () => ANSWER
    const server = await Baton.start({ env: model.env })
    const house = Object.assign(new House(), { model, server, networks, url: server.url })
    await house.#setUp()
    return house
  }

  async #setUp() {
    const { server } = this
    const anyone = { method: 'POST', headers: { 'content-type': 'application/json', origin: server.url } }
    const body = JSON.stringify({ workspace: 'Larch & Tarn', name: 'Maya', ...OWNER })
    const response = await fetch(`${server.url}/api/v1/setup`, { ...anyone, body })
    if (!response.ok) throw new Error(`setup answered ${response.status}: ${await response.text()}`)
    const { email, password } = JONAS
    await server.run(
      ...['user', 'add', '--email', email, '--name', 'Jonas', '--role', 'admin', '--password', password],
    )
    this.maya = await Operator.signIn(server, OWNER)
    this.jonas = await Operator.signIn(server, JONAS)
    this.assistant = (await this.maya.get('/api/v1/assistants')).items[0].id
    await this.maya.post('/api/v1/knowledge/sources', {
      assistant_id: this.assistant,
      title: 'How long boots last',
      text: 'How long do boots last? Boots last for about a thousand miles when they are cleaned, dried and waxed.',
    })
    await eventually('the knowledge is read', async () => {
      const { items } = await this.maya.get('/api/v1/knowledge/sources')
      return items[0]?.status === 'ready'
    })
  }

  async close() {
    await this.server.dispose()
    this.model.dispose()
  }
}
