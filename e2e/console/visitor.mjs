import { randomUUID } from 'node:crypto'

/** A visitor of the demo shop, speaking to the server as the widget does. */
export class Visitor {
  #url
  #init

  static async arrive(url, assistant) {
    const visitor = new Visitor()
    visitor.#url = url
    visitor.#init = await visitor.#post('init', {
      assistant,
      page: { url: `${url}/demo`, title: 'Shop', referrer: '' },
      locale: 'en',
    })
    return visitor
  }

  get conversation() {
    return this.#init.conversation.id
  }

  say(body) {
    return this.#post('messages', { client_id: randomUUID(), body })
  }

  askForPerson() {
    return this.#post('request-human', {})
  }

  leaveDetails(details) {
    return this.#post('leads', {
      client_id: randomUUID(),
      source: 'form',
      fields: {},
      consent: true,
      ...details,
    })
  }

  async messages() {
    const answer = await this.#send('messages?after=0', { method: 'GET' })
    return answer.items
  }

  #post(path, body) {
    return this.#send(path, { method: 'POST', body: JSON.stringify(body) })
  }

  async #send(path, init) {
    const headers = { 'content-type': 'application/json', origin: this.#url }
    if (this.#init) headers.authorization = `Bearer ${this.#init.token}`
    const response = await fetch(`${this.#url}/v1/widget/${path}`, { ...init, headers })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.status === 204 ? null : response.json()
  }
}
