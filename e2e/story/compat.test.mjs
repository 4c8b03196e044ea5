// Unmodified pusher-js and laravel-echo against the real server, with API tokens of two members.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Caller, Operator } from '../lib/api.mjs'
import { test } from '../lib/suite.mjs'

const PROGRAM = fileURLToPath(new URL('../realtime/compat.mjs', import.meta.url))

test('pusher-js and laravel-echo connect, authorise, subscribe and receive', async (stage) => {
  const server = await stage.demo()
  const { assistant } = await server.ticket()
  const maya = await stage.operator(server)
  const jonas = await Operator.signIn(server, await stage.member(server, 'Jonas', 'admin'))
  const tokenOf = async (member) =>
    (await member.post('/api/v1/api-tokens', { name: 'compat', role: 'editor' })).token
  const { realtime, workspace } = await maya.get('/api/v1/session')
  const { conversation } = await Caller.arrive(server, assistant)
  await maya.about(conversation, 'claim')
  const settings = {
    url: server.url,
    key: realtime.key,
    path: realtime.path,
    token: await tokenOf(maya),
    token2: await tokenOf(jonas),
    private: `private-conversation.${conversation}`,
    presence: `presence-workspace.${workspace.id}`,
    denied: `private-conversation.${randomUUID()}`,
    event: 'message.created',
    post: `${server.url}/api/v1/conversations/${conversation}/reply`,
    body: JSON.stringify({ client_id: randomUUID(), body: 'hello' }),
  }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (bytes) => (output += bytes))
  child.stderr.on('data', (bytes) => (output += bytes))
  const [code] = await once(child, 'close')
  assert.equal(code, 0, output)
})
