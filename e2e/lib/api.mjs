// The interface as programs use it: to know what the server has stored, and to set a scene.
import { randomUUID } from 'node:crypto'

class Client {
  #server
  #headers

  constructor(server, headers) {
    this.#server = server
    this.#headers = headers
  }

  async call(method, path, body) {
    const response = await fetch(this.#server.url + path, {
      method,
      headers: {
        origin: this.#server.url,
        ...(body && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...this.#headers,
      },
      body: body instanceof FormData ? body : body && JSON.stringify(body),
    })
    const text = await response.text()
    const answer = text ? JSON.parse(text) : null
    if (response.ok) return answer
    throw Object.assign(
      new Error(`${method} ${path} answered ${response.status} ${answer?.code}: ${answer?.detail}`),
      {
        problem: answer,
      },
    )
  }
  get(path) {
    return this.call('GET', path)
  }
  post(path, body = {}) {
    return this.call('POST', path, body)
  }
}

/** A member with a session. */
export class Operator extends Client {
  static async signIn(server, { email, password }) {
    const response = await fetch(`${server.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify({ email, password }),
    })
    if (!response.ok)
      throw new Error(`sign-in of ${email} answered ${response.status}: ${await response.text()}`)
    const cookie = response.headers.getSetCookie()[0].split(';')[0]
    return Object.assign(new Operator(server, { cookie }), { cookie: { cookie } })
  }

  async conversations(query = '') {
    return (await this.get(`/api/v1/conversations?${query}`)).items
  }

  /** All messages of a conversation, ascending. */
  async messages(id) {
    return (await this.get(`/api/v1/conversations/${id}/messages?after=0&limit=100`)).items
  }

  about(id, verb, body) {
    return this.post(`/api/v1/conversations/${id}/${verb}`, body)
  }

  reply(id, body) {
    return this.about(id, 'reply', { client_id: randomUUID(), body })
  }

  nameContact(id, facts) {
    return this.call('PATCH', `/api/v1/contacts/${id}`, facts)
  }
}

/** A visitor without a browser. */
export class Caller extends Client {
  static async arrive(
    server,
    assistant,
    page = { url: `${server.url}/demo`, title: 'Talus Mid', referrer: '' },
  ) {
    const anyone = new Caller(server, {})
    const session = await anyone.post('/v1/widget/init', { assistant, page, locale: 'en' })
    const caller = new Caller(server, { authorization: `Bearer ${session.token}` })
    return Object.assign(caller, { conversation: session.conversation.id })
  }

  say(body) {
    return this.post('/v1/widget/messages', { client_id: randomUUID(), body })
  }

  async heard() {
    return (await this.get('/v1/widget/messages?after=0')).items
  }

  leave(facts) {
    return this.post('/v1/widget/leads', {
      client_id: randomUUID(),
      source: 'form',
      fields: {},
      consent: true,
      ...facts,
    })
  }
}
