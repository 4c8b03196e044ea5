/**
 * Connects unmodified pusher-js and laravel-echo, and our own client, to a running server: they authorise, subscribe to a
 * private and a presence channel, see each other, whisper, and receive an event.
 *
 *   node e2e/realtime/compat.mjs --url http://127.0.0.1:8080 --key KEY --path /realtime \
 *     --token TOKEN --token2 TOKEN_OF_ANOTHER_MEMBER \
 *     --private private-conversation.ID --presence presence-workspace.ID --denied private-conversation.FOREIGN \
 *     --event message.created [--post URL --body JSON]
 *
 * Prints `ready` once everything is subscribed; then the event is due on the private channel, from outside or by the POST
 * (with the first token). Prints what was seen, one line each, and exits with 0 when all of it was.
 */
import { parseArgs } from 'node:util'
import { echoClient } from './echo.mjs'
import { ownClient } from './own.mjs'
import { pusherClient } from './pusher.mjs'

const names = [
  'url',
  'key',
  'path',
  'token',
  'token2',
  'private',
  'presence',
  'denied',
  'event',
  'post',
  'body',
]
const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) })
const settings = { path: '', event: 'message.created', ...values }

const WITHIN_MS = 10_000
const say = (text) => process.stdout.write(`${text}\n`)
const fail = (text) => {
  say(`FAILED: ${text}`)
  process.exit(1)
}

/** Settles with `wait`, or ends the run. */
async function seen(what, wait) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('not in time')), WITHIN_MS)
  })
  try {
    const value = await Promise.race([wait, late])
    say(`ok: ${what}`)
    return value
  } catch (error) {
    return fail(`${what}: ${error?.message ?? JSON.stringify(error)}`)
  } finally {
    clearTimeout(timer)
  }
}

function expect(what, holds) {
  if (!holds) fail(what)
  say(`ok: ${what}`)
}

async function trigger() {
  if (!settings.post) return
  const headers = { authorization: `Bearer ${settings.token}`, 'content-type': 'application/json' }
  const response = await fetch(settings.post, { method: 'POST', headers, body: settings.body ?? '{}' })
  if (!response.ok) fail(`POST ${settings.post} answered ${response.status}`)
}

const pusher = pusherClient({ ...settings, token: settings.token })
const echo = echoClient({ ...settings, token: settings.token2 })
const own = await ownClient({ ...settings, token: settings.token })
const clients = { 'pusher-js': pusher, 'laravel-echo': echo, 'our client': own }

for (const [name, client] of Object.entries(clients)) await seen(`${name} connects`, client.connected())

const roster = await seen('pusher-js joins the presence channel', pusher.join(settings.presence))
expect('the roster has the first member', Object.keys(roster).length >= 1)
const added = pusher.next(settings.presence, 'pusher:member_added')
const both = await seen('laravel-echo joins the presence channel', echo.join(settings.presence))
expect('the roster has both members', Object.keys(both).length >= 2)
const newcomer = await seen('pusher-js sees the second member come', added)
expect('with a name', typeof newcomer.info?.name === 'string')
await seen('our client joins the presence channel', own.join(settings.presence))

const heard = [echo.next(settings.presence, 'client-typing'), own.next(settings.presence, 'client-typing')]
pusher.whisper(settings.presence, 'typing', { on: true })
for (const data of await seen('the others hear a whisper', Promise.all(heard))) {
  expect('as it was said', data.on === true)
}
const back = pusher.next(settings.presence, 'client-typing')
echo.whisper(settings.presence, 'typing', { on: false })
expect('and the other way round', (await seen('pusher-js hears a whisper', back)).on === false)

for (const [name, client] of Object.entries(clients)) {
  await seen(`${name} subscribes to the private channel`, client.subscribe(settings.private))
}
if (settings.denied) {
  for (const [name, client] of Object.entries(clients)) {
    await seen(`${name} is refused a foreign channel`, client.refused(settings.denied))
  }
}
const events = Object.values(clients).map((client) => client.next(settings.private, settings.event))
say('ready')
await trigger()
const payloads = await seen('every client receives the event', Promise.all(events))
expect(
  'with the same data',
  payloads.every((data) => typeof data === 'object' && JSON.stringify(data) === JSON.stringify(payloads[0])),
)

const removed = pusher.next(settings.presence, 'pusher:member_removed')
await echo.close()
await seen('pusher-js sees the second member go', removed)
await pusher.close()
await own.close()
say('done')
process.exit(0)
