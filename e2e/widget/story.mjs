// What the widget has to survive, in a real browser against the harness's server: node e2e/widget/story.mjs
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { startFake } from './fake.mjs'

const HTML = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Talus Mid</title><link rel="stylesheet" href="/host.css">
<body><main><h1>Talus Mid</h1></main><script async src="/widget.js" data-assistant="a1"></script></body></html>`

let browser
let context
let fake
before(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
})
after(() => browser.close())
beforeEach(async () => {
  fake = await startFake({ page: () => HTML, answer })
  context = await browser.newContext({ viewport: { width: 900, height: 780 } })
})
afterEach(async () => {
  await context.close()
  fake.close()
})

/** The assistant repeats what it was asked, in three pieces. */
function answer(world, text) {
  if (world.baton.holder !== 'assistant') return
  const turn = world.begin()
  turn.write()
  for (const piece of ['You said: ', text, '. [1]']) turn.speak(piece)
  turn.stop({ citations: [{ n: 1, title: 'Page', url: 'https://shop.example/', quote: text }] })
}
async function visit({ open = true } = {}) {
  const page = await context.newPage()
  page.setDefaultTimeout(8_000)
  await page.goto(fake.url)
  const launcher = page.locator('.w-launch')
  await launcher.waitFor()
  if (open) await launcher.click()
  if (open) await page.locator('#baton-panel').waitFor()
  const field = page.getByRole('textbox')
  const say = async (text) => {
    await field.fill(text)
    await field.press('Enter')
  }
  const mine = () => page.locator('.w-turn.user .w-m').allTextContents()
  const theirs = () => page.locator('.w-turn.assistant .w-m, .w-turn.human-agent .w-m').allTextContents()
  return { page, launcher, field, say, mine, theirs }
}
const stored = () => fake.world.messages.filter((m) => m.role === 'user').map((m) => m.body)
const calls = (path) => fake.calls.filter((c) => c.path === path)
async function eventually(check, message) {
  const end = Date.now() + 8_000
  let last
  while (Date.now() < end) {
    try {
      return await check()
    } catch (error) {
      last = error
      await sleep(50)
    }
  }
  throw new Error(message ?? last.message, { cause: last })
}

test('a question is answered as it is written, with a source, each message once', async () => {
  const { page, say, mine, theirs } = await visit()
  await say('Do they run small?')
  await eventually(async () => assert.deepEqual(await mine(), ['Do they run small?']))
  await eventually(async () => assert.match((await theirs()).at(-1), /You said: Do they run small\?/))
  assert.equal((await theirs()).length, 2)
  await page.locator('.w-chip').click()
  await page.getByText('Read the page').waitFor()
  assert.deepEqual(stored(), ['Do they run small?'])
})

test('Enter sends, Shift and Enter breaks the line, an input method keeps its Enter', async () => {
  const { page, field, mine } = await visit()
  await field.pressSequentially('one')
  await field.press('Shift+Enter')
  await field.pressSequentially('two')
  await field.evaluate((element) =>
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, composed: true }),
    ),
  )
  assert.equal(await field.inputValue(), 'one\ntwo')
  await field.press('Enter')
  await eventually(async () => assert.deepEqual(await mine(), ['one\ntwo']))
  assert.equal(await field.inputValue(), '')
  await page.close()
})

test('a person takes over in the middle of an answer, replies, and hands back', async () => {
  const { page, say, theirs } = await visit()
  fake.answer = () => {}
  await say('Can you hold one for me?')
  await eventually(() => assert.equal(stored().length, 1))
  const turn = fake.world.begin()
  turn.speak('Let me check the')
  await page.getByText('Let me check the').waitFor()
  fake.world.claim('Maya')
  turn.speak(' MUST NOT APPEAR')
  await page.getByRole('heading', { name: 'Human is here' }).waitFor()
  await page.getByText('Scout stopped here, Maya took over').waitFor()
  fake.world.say('human-agent', 'Held for you.', { author_name: 'Maya' })
  await page.locator('.w-turn.human-agent').getByText('Held for you.').waitFor()
  fake.world.pass('released', 'assistant')
  await page.locator('.w-sys').getByText('Maya handed back to Scout').waitFor()
  await page.getByRole('heading', { name: 'Scout' }).waitFor()
  assert.ok(!(await theirs()).join().includes('MUST NOT APPEAR'))
})

test('asking for a person shows the wait, and both ways out', async () => {
  const { page } = await visit()
  await page.getByRole('button', { name: 'Talk to a person' }).click()
  await page.getByRole('heading', { name: 'Finding a person' }).waitFor()
  await page.locator('[role=timer]').waitFor()
  await page.getByRole('button', { name: 'Email me instead' }).click()
  await page.getByLabel('Email').waitFor()
  await page.getByRole('button', { name: 'Not now' }).click()
  await page.getByRole('button', { name: 'Stay with Scout' }).click()
  await page.getByRole('heading', { name: 'Scout' }).waitFor()
})

test('without a network nothing is lost, over a reload, and nothing is sent twice', async () => {
  const one = await visit()
  await one.say('before')
  await eventually(() => assert.deepEqual(stored(), ['before']))
  fake.down = true
  fake.drop()
  await one.say('in the lift')
  await one.say('in the tunnel')
  await one.page.locator('.w-note').first().waitFor()
  await one.page.reload()
  await sleep(300)
  fake.down = false
  await eventually(() => assert.deepEqual(stored(), ['before', 'in the lift', 'in the tunnel']))
  await eventually(async () => assert.deepEqual(await one.mine(), ['before', 'in the lift', 'in the tunnel']))
  const ids = calls('messages')
    .map((c) => c.body.client_id)
    .filter(Boolean)
  assert.equal(new Set(ids).size, 3)
})

test('aeroplane mode: what was written waits, says so, and goes out by itself', async () => {
  const { page, say, mine } = await visit()
  await context.setOffline(true)
  await say('over the sea')
  await page.getByText(/Sending|Waiting for the network/).waitFor()
  await context.setOffline(false)
  await eventually(() => assert.deepEqual(stored(), ['over the sea']))
  await eventually(async () => assert.deepEqual(await mine(), ['over the sea']))
  await eventually(async () => assert.equal(await page.locator('.w-turn.user .w-note').count(), 0))
})

test('an answer of the server that is lost makes no second message', async () => {
  const { say, mine } = await visit()
  let first = true
  fake.fail = (path, body) => {
    if (path !== 'messages' || !body.client_id || !first) return null
    first = false
    fake.world.say('user', body.body, { client_id: body.client_id })
    return [503, 'unavailable']
  }
  await say('once')
  await eventually(() => assert.equal(calls('messages').filter((c) => c.body.client_id).length, 2))
  await sleep(300)
  assert.deepEqual(stored(), ['once'])
  assert.deepEqual(await mine(), ['once'])
})

test('two tabs of one visitor send each message once and show it once', async () => {
  const one = await visit()
  const two = await visit()
  fake.down = true
  await one.say('from the first')
  await two.say('from the second')
  await sleep(200)
  fake.down = false
  await eventually(() => assert.equal(stored().length, 2))
  await sleep(1_500)
  assert.deepEqual(stored().toSorted(), ['from the first', 'from the second'])
  for (const tab of [one, two]) {
    await eventually(async () =>
      assert.deepEqual((await tab.mine()).toSorted(), ['from the first', 'from the second']),
    )
  }
})

test('an expired token is renewed once, and the message sent with it', async () => {
  const { say, mine } = await visit()
  const before = calls('init').length
  fake.world.tokens.clear()
  await say('still there?')
  await eventually(() => assert.deepEqual(stored(), ['still there?']))
  await eventually(async () => assert.deepEqual(await mine(), ['still there?']))
  assert.equal(calls('init').length, before + 1)
})

test('where WebSocket is refused it asks, and says nothing wrong', async () => {
  fake.sockets = false
  const { page } = await visit()
  await sleep(200)
  fake.world.say('human-agent', 'By the post.', { author_name: 'Maya' })
  await page.locator('.w-turn').getByText('By the post.').waitFor({ timeout: 20_000 })
})

test('a message that the stream has lost is fetched when the next one comes', async () => {
  const { page, theirs } = await visit()
  await sleep(300)
  const lost = fake.world.say
  fake.world.seq++
  fake.world.messages.push({
    ...lost('assistant', 'x'),
    id: 'lost',
    seq: fake.world.seq - 1,
    body: 'I was lost',
  })
  fake.world.messages.sort((a, b) => a.seq - b.seq)
  await page.locator('.w-turn').getByText('I was lost').waitFor()
  assert.deepEqual((await theirs()).slice(1), ['I was lost', 'x'])
})

test('a reconnect fetches what was said meanwhile', async () => {
  const { page } = await visit()
  await sleep(300)
  fake.down = true
  fake.drop()
  await sleep(200)
  fake.world.say('assistant', 'While you were away.')
  fake.down = false
  await page.locator('.w-turn').getByText('While you were away.').waitFor({ timeout: 15_000 })
})

test('Escape closes and returns to the launcher; the next page opens as this one was left', async () => {
  const { page, launcher, field } = await visit()
  assert.equal(await field.evaluate((e) => e.getRootNode().activeElement === e), true)
  await field.fill('half a sentence')
  await page.reload()
  await page.locator('#baton-panel').waitFor()
  await eventually(async () => assert.equal(await field.inputValue(), 'half a sentence'))
  await field.press('Escape')
  await page.locator('#baton-panel').waitFor({ state: 'hidden' })
  assert.equal(await launcher.evaluate((e) => e.getRootNode().activeElement === e), true)
  assert.equal(await launcher.getAttribute('aria-expanded'), 'false')
})

test('what comes while it is closed is counted, announced beside it, and read when it is opened', async () => {
  const { page, launcher, say } = await visit()
  await say('hello')
  await page.locator('.w-turn').getByText('You said: hello').waitFor()
  await page.keyboard.press('Escape')
  fake.world.say('assistant', 'One more thing.')
  await eventually(async () =>
    assert.equal(await launcher.getAttribute('aria-label'), 'Open chat, 1 unread message'),
  )
  await page.locator('.w-tease').getByText('One more thing.').click()
  await page.locator('.w-new').waitFor()
  await eventually(() => assert.equal(calls('read').at(-1)?.body.seq, 3))
  assert.ok(calls('typing').length <= 4)
})

test('the lead form names what is wrong, here and there, and is stored once', async () => {
  const { page } = await visit()
  await page.evaluate(() => window.Baton('identify', { email: 'd@example.org' }))
  await page.evaluate(() => window.Baton('form'))
  const email = page.getByLabel('Email')
  await email.waitFor()
  assert.equal(await email.inputValue(), 'd@example.org')
  await page.getByRole('button', { name: 'Send my details' }).click()
  await page.getByText('Please fill this in.').waitFor()
  await page.getByLabel('Name').fill('Danuta')
  await page.getByText('You may contact me.').click()
  fake.fail = (path) =>
    path === 'leads' && [422, 'validation_failed', { fields: { email: 'This domain does not exist.' } }]
  await page.getByRole('button', { name: 'Send my details' }).click()
  await page.getByText('This domain does not exist.').waitFor()
  fake.fail = null
  await email.fill('d@example.com')
  await page.getByRole('button', { name: 'Send my details' }).click()
  await page.getByText('We will write to d@example.com').waitFor()
  const ids = calls('leads').map((c) => c.body.client_id)
  assert.equal(new Set(ids).size, 1)
  assert.deepEqual(calls('leads').at(-1).body, {
    client_id: ids[0],
    source: 'cta',
    name: 'Danuta',
    email: 'd@example.com',
    fields: {},
    consent: true,
  })
})

test('clearing hides, forgetting erases, and afterwards a first visit begins', async () => {
  const { page, launcher, say, mine } = await visit()
  await say('my secret')
  await eventually(async () => assert.deepEqual(await mine(), ['my secret']))
  const choose = async (name) => {
    await page.getByRole('button', { name: 'More options' }).click()
    await page.getByRole('menuitem', { name }).click()
    await page.getByRole('alertdialog').getByRole('button', { name }).click()
  }
  await choose('Clear conversation')
  await eventually(async () => assert.deepEqual(await mine(), []))
  await choose('Forget me')
  await page.locator('#baton-panel').waitFor({ state: 'hidden' })
  assert.equal(
    await page.evaluate(() => Object.keys(localStorage).filter((k) => localStorage[k].includes('v_')).length),
    0,
  )
  fake.reset()
  await launcher.click()
  await page.locator('#baton-panel').waitFor()
  assert.equal(calls('init').at(-1).body.visitor, undefined)
})

test('scrolled up, a new message does not move the reader but says that it is there', async () => {
  for (let i = 0; i < 14; i++)
    fake.world.say(i % 2 ? 'assistant' : 'user', `An older message, number ${i}, of some length.`)
  const { page } = await visit()
  const log = page.getByRole('log')
  await log.evaluate((e) => e.scrollTo(0, 0))
  await sleep(100)
  fake.world.say('assistant', 'Something new.')
  await page.getByRole('button', { name: 'New messages' }).click()
  await eventually(async () =>
    assert.ok(await log.evaluate((e) => e.scrollHeight - e.scrollTop - e.clientHeight < 2)),
  )
})
