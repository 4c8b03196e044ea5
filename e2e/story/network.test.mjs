// The network goes away in the middle, on either side or in between: nothing is lost, nothing comes twice.
import assert from 'node:assert/strict'
import { eventually } from '../lib/eventually.mjs'
import { agree, onceEach } from '../lib/said.mjs'
import { test } from '../lib/suite.mjs'
import { Visitor } from '../lib/visitor.mjs'

/** From one try to connect to the next, at worst, after a break of some seconds. */
const BACK_MS = 40_000

/** A conversation that a person holds, with both sides looking at it. */
async function held(stage, { visitorBy, teammateBy } = {}) {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const visitor = await stage.visitor(server, { network: visitorBy })
  await visitor.say('can i talk to an actual person please')
  await visitor.sees('Finding a person')
  const [{ id }] = await operator.conversations('view=waiting')
  const maya = await stage.teammate(server, { to: `/app/inbox/${id}`, network: teammateBy })
  await maya.claim()
  await visitor.sees('Human is here')
  return { server, operator, visitor, maya, id }
}

async function goOffline(page, network) {
  network.cut()
  await page.context().setOffline(true)
}

async function comeBack(page, network) {
  network.mend()
  await page.context().setOffline(false)
}

test('a visitor in airplane mode: what they wrote survives a reload, and is sent once', async (stage) => {
  const network = await stage.network()
  const { server, operator, visitor, maya, id } = await held(stage, { visitorBy: network })
  await goOffline(visitor.page, network)
  await visitor.say('are you still there?')
  await visitor.say('i am on a train')
  await visitor.log.getByText('Waiting for the network').first().waitFor()
  assert.deepEqual(await visitor.pending(), ['are you still there?', 'i am on a train'])
  await maya.reply('Yes, take your time.')
  await maya.hears('human-agent')

  const context = visitor.page.context()
  await visitor.page.close()
  network.mend()
  await context.setOffline(false)
  const again = new Visitor(await stage.page(context, 'visitor-again'))
  await again.visit(`${server.url}/demo`)
  await again.hears('human-agent')
  const stored = await agree(operator, id, again, maya)
  onceEach(stored, 'are you still there?', 'i am on a train', 'Yes, take your time.')
})

test('a visitor who comes back without a reload catches up, and sends once', async (stage) => {
  const network = await stage.network()
  const { operator, visitor, maya, id } = await held(stage, { visitorBy: network })
  await goOffline(visitor.page, network)
  await visitor.say('written in a tunnel')
  for (const text of ['one', 'two', 'three']) await maya.reply(text)
  await maya.hears('human-agent', 3)
  await comeBack(visitor.page, network)
  const stored = await eventually('caught up', () => agree(operator, id, visitor, maya), BACK_MS)
  onceEach(stored, 'written in a tunnel', 'one', 'two', 'three')
})

test('a teammate without a network is told so, and the queued reply is sent once', async (stage) => {
  const network = await stage.network()
  const { operator, visitor, maya, id } = await held(stage, { teammateBy: network })
  await goOffline(maya.page, network)
  await maya.indicator.filter({ hasText: /Reconnecting|Offline/ }).waitFor()
  await maya.page.getByText('No connection to the server.').waitFor({ timeout: BACK_MS })
  await maya.says('WS: Offline')
  assert.ok(await maya.holder.getByRole('button', { name: /Hand back/ }).isDisabled())
  await maya.reply('This waits with me.')
  await maya.log.getByText('Queued, sends by itself').waitFor()
  await visitor.say('hello?')
  await comeBack(maya.page, network)
  await maya.says('WS: Connected', BACK_MS)
  await visitor.hears('human-agent')
  const stored = await agree(operator, id, visitor, maya)
  onceEach(stored, 'This waits with me.', 'hello?')
})

test('the server dies and comes back: both sides reconnect, nothing lost, nothing twice', async (stage) => {
  const { server, operator, visitor, maya, id } = await held(stage)
  await maya.reply('before')
  await visitor.hears('human-agent')
  // As late as possible: these may or may not be acknowledged.
  await Promise.all([visitor.say('in the middle'), maya.reply('while it fell'), server.kill()])
  await visitor.say('into the void')
  await maya.reply('after the fall')
  await maya.indicator.filter({ hasText: /Reconnecting|Offline/ }).waitFor()
  await server.start()
  await maya.says('WS: Connected', BACK_MS)
  const stored = await eventually('both sides agree', () => agree(operator, id, visitor, maya), BACK_MS)
  onceEach(stored, 'before', 'in the middle', 'while it fell', 'into the void', 'after the fall')
  await maya.handBack()
  await visitor.sees('Scout')
  await visitor.say('Do Talus Mid boots run small?')
  await eventually('the assistant answers', async () =>
    (await visitor.transcript()).at(-1).text.includes('half a size'),
  )
  await agree(operator, id, visitor, maya)
})

// What is fetched when it is shown first comes later then, and takes nothing else away with it.
test('the server is away while a part of the page is fetched: all else stays, and the part comes', async (stage) => {
  const { visitor, maya } = await held(stage)
  const away = /\/assets\/offer-|\/readyz/
  let asked = 0
  const fall = (route) => {
    asked++
    return route.abort()
  }
  await maya.page.route(away, fall)
  await maya.reply('One moment, please.')
  await visitor.hears('human-agent')
  await eventually('the part is asked for more than once', () => asked > 3)
  await maya.composer.fill('What I write meanwhile stays.')
  await maya.page.unroute(away, fall)
  await maya.log.getByRole('button', { name: /^Edit/ }).waitFor()
  assert.equal(await maya.composer.inputValue(), 'What I write meanwhile stays.')
})

test('the server is stopped in order and started again: both sides come back by themselves', async (stage) => {
  const { server, operator, visitor, maya, id } = await held(stage)
  await server.stop()
  await visitor.say('are you there?')
  await server.start()
  await maya.says('WS: Connected', BACK_MS)
  const stored = await eventually('both sides agree', () => agree(operator, id, visitor, maya), BACK_MS)
  onceEach(stored, 'are you there?')
})

test('where WebSockets are forbidden, polling delivers, and the indicator says so', async (stage) => {
  const network = await stage.network()
  network.refusesWebSockets = true
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const visitor = await stage.visitor(server, { network })
  await visitor.say('can i talk to an actual person please')
  await visitor.sees('Finding a person')
  const [{ id }] = await operator.conversations('view=waiting')
  const maya = await stage.teammate(server, {
    network,
    to: `/app/inbox/${id}`,
    indicator: 'WS: Blocked, polling',
  })
  await maya.claim()
  await visitor.sees('Human is here')
  await delivered(
    'the reply',
    () => maya.reply('one pair is left'),
    () => visitor.hears('human-agent'),
  )
  await delivered(
    'the message',
    () => visitor.say('keep it for me'),
    () => maya.hears('user', 2),
  )
  await agree(operator, id, visitor, maya)
})

/** At most one period of polling, and a moment for the machine. */
const POLLED_MS = 8_000

async function delivered(what, act, arrive) {
  const begun = performance.now()
  await act()
  await arrive()
  const took = performance.now() - begun
  assert.ok(took < POLLED_MS, `${what} took ${Math.round(took)} ms`)
}

test("a widget that cannot load its socket's code asks now and then, and is live when it can", async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const visitor = await stage.visitor(server, { open: false })
  const { page } = visitor
  await page.route('**/widget/panel-live-*', (route) => route.abort())
  await page.reload()
  await visitor.launcher.waitFor()
  await visitor.open()
  await visitor.say('can i talk to an actual person please')
  await visitor.sees('Finding a person')
  const [{ id }] = await operator.conversations('view=waiting')
  await operator.about(id, 'claim')
  await operator.reply(id, 'I am here.')
  await visitor.hears('human-agent')
  await visitor.sees('Human is here')

  const isLive = page.waitForEvent('websocket', { timeout: BACK_MS })
  await page.unroute('**/widget/panel-live-*')
  await isLive
  await operator.reply(id, 'And still here.')
  await visitor.hears('human-agent', 2)
})
