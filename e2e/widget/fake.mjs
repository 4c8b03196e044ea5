// A server that speaks the visitors' half of the contract: HTTP, the Pusher protocol, and the built widget.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { accept } from './socket.mjs'
import { ASSISTANT, createWorld } from './world.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const dist = join(here, '../../widget/dist')
const TYPES = { js: 'text/javascript; charset=utf-8', woff2: 'font/woff2', html: 'text/html; charset=utf-8' }
const CSP =
  "default-src 'none'; script-src 'self'; connect-src 'self' ws:; font-src 'self'; style-src 'self'; base-uri 'none'; require-trusted-types-for 'script'"

/** Starts it on a free port. `page(query)` is the host page; `answer(world, text)` is what the assistant does. */
export async function startFake({ page, answer = () => {}, sockets = true, assistant = ASSISTANT } = {}) {
  const subscribers = new Map()
  const fake = { world: null, calls: [], sockets, down: false, fail: null, assistant, answer }
  const publish = (event, data) => {
    for (const [socket, channels] of subscribers) {
      for (const channel of channels) socket.send({ event, channel, data: JSON.stringify(data) })
    }
  }
  fake.reset = () => {
    fake.world = createWorld(publish)
    fake.calls = []
    return fake.world
  }
  fake.publish = publish
  fake.drop = () => {
    for (const socket of subscribers.keys()) socket.close(4200)
  }
  fake.reset()

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost')
    const send = (status, body, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(body === null ? undefined : typeof body === 'string' ? body : JSON.stringify(body))
    }
    const problem = (status, code, extra = {}) =>
      send(status, { status, code, title: code, detail: '', request_id: '1', ...extra })
    try {
      if (url.pathname === '/')
        return send(200, page(url.searchParams), {
          'content-type': TYPES.html,
          'content-security-policy': CSP,
        })
      if (url.pathname === '/host.css')
        return send(200, await readFile(join(here, 'host.css'), 'utf8'), { 'content-type': 'text/css' })
      if (request.method === 'GET' && /^\/widget(\.js|\/)/.test(url.pathname)) {
        const bytes = await readFile(join(dist, url.pathname))
        response.writeHead(200, { 'content-type': TYPES[url.pathname.split('.').pop()] ?? 'text/plain' })
        return response.end(bytes)
      }
      if (fake.down) return request.socket.destroy()
      let text = ''
      for await (const chunk of request) text += chunk
      const path = url.pathname.replace('/v1/widget/', '')
      if (url.pathname === '/broadcasting/auth') return send(200, { auth: 'key:sig' })
      const body = text ? JSON.parse(text) : {}
      fake.calls.push({ path, method: request.method, body })
      const refusal = fake.fail?.(path, body)
      if (refusal) return problem(...refusal)
      return route({ fake, path, body, url, request, send, problem, port: server.address().port })
    } catch (error) {
      problem(error.code === 'ENOENT' ? 404 : 500, 'internal', { detail: String(error) })
    }
  })
  server.on('upgrade', (request, socket) => {
    if (!fake.sockets || fake.down) return socket.destroy()
    const channels = new Set()
    const link = accept(request, socket, {
      onEnd: () => subscribers.delete(link),
      onText: (text) => {
        const { event, data } = JSON.parse(text)
        if (event === 'pusher:ping') link.send({ event: 'pusher:pong', data: '{}' })
        if (event !== 'pusher:subscribe') return
        channels.add(data.channel)
        link.send({ event: 'pusher_internal:subscription_succeeded', channel: data.channel, data: '{}' })
      },
    })
    subscribers.set(link, channels)
    link.send({
      event: 'pusher:connection_established',
      data: JSON.stringify({ socket_id: '1.1', activity_timeout: 30 }),
    })
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  fake.url = `http://127.0.0.1:${server.address().port}`
  fake.close = () => {
    server.closeAllConnections()
    server.close()
  }
  return fake
}

function route({ fake, path, body, url, request, send, problem, port }) {
  const { world } = fake
  if (path === 'init') {
    const token = `t_${randomUUID()}`
    world.tokens.add(token)
    return send(200, {
      token,
      token_expires_at: new Date(Date.now() + 3_600_000).toISOString(),
      visitor: world.visitor,
      conversation: { id: world.id, baton: world.baton, last_seq: world.seq, turn: world.turn },
      assistant: fake.assistant,
      messages: world.messages.filter((m) => m.seq > world.hiddenTo).slice(-30),
      rules: [],
      realtime: {
        key: 'key',
        host: '127.0.0.1',
        port,
        tls: false,
        path: '/realtime',
        channel: `private-conversation.${world.id}`,
      },
      unread: world.unread,
      server_time: new Date().toISOString(),
    })
  }
  const token = request.headers.authorization?.replace('Bearer ', '')
  if (!world.tokens.has(token)) return problem(401, 'token_expired')
  switch (path) {
    case 'messages': {
      if (request.method === 'GET') {
        const after = Number(url.searchParams.get('after'))
        const items = world.messages.filter((m) => m.seq > Math.max(after, world.hiddenTo)).slice(0, 50)
        return send(200, {
          items,
          has_more: false,
          baton: world.baton,
          turn: world.turn,
          last_seq: world.seq,
        })
      }
      const known = world.messages.find((m) => m.client_id === body.client_id)
      if (known) return send(200, known)
      const stored = world.say('user', body.body, { client_id: body.client_id })
      send(201, stored)
      return void fake.answer(world, body.body)
    }
    case 'request-human':
      if (world.baton.holder === 'assistant') {
        world.say('assistant', 'Of course. I passed our chat to the team, so you need not repeat anything.', {
          kind: 'handover',
        })
        world.pass('escalated', 'nobody')
      }
      return send(200, { baton: world.baton })
    case 'wait':
      return send(200, {
        waits: world.baton.waits,
        staffing: 'available',
        opens_at: null,
        position: 1,
        estimate: { median_s: 120, p75_s: 180 },
        offer_after_s: 120,
      })
    case 'stay':
      if (world.baton.holder === 'nobody') world.pass('wait_changed', 'nobody', null, 'assisted')
      return send(200, { baton: world.baton })
    case 'leads':
      world.leads.set(body.client_id, body)
      return send(201, { lead_id: randomUUID() })
    case 'clear':
      world.hiddenTo = world.seq
      return send(204, null)
    default:
      return send(204, null)
  }
}
