// Behaviour rules on the shop's page, in a real browser: what sets each off, what each does, which wins and how often (R069).
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

/** A page that is longer than the window. */
const LOW = { viewport: { width: 1100, height: 480 } }
const CARD = {
  type: 'buttons',
  text: 'Need a hand?',
  buttons: [
    { label: 'Leave a lead', do: { type: 'lead_form' } },
    { label: 'Ask it', do: { type: 'send', text: 'How long can I return things?' } },
    { label: 'No', do: { type: 'dismiss' } },
  ],
}

const rule = (when, action = CARD, more = {}) => ({
  id: randomUUID(),
  name: 'A rule',
  enabled: true,
  priority: 1,
  when: [].concat(when),
  actions: [{ share: 100, do: action }],
  cap: 'visit',
  ...more,
})

/** A server whose assistant has these rules. */
async function shop(stage, ...rules) {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const { assistant } = await server.ticket()
  const set = (next) => operator.call('PATCH', `/api/v1/assistants/${assistant}`, { rules: next })
  const counts = async () => (await operator.get(`/api/v1/assistants/${assistant}/rules/counts`)).items
  await set(rules)
  return { server, operator, set, counts }
}

async function arrive(stage, server, { path = '/demo', ...options } = {}) {
  const context = await stage.context({ ...LOW, ...options })
  const page = await stage.page(context, 'visitor')
  await page.goto(server.url + path)
  await page.locator('baton-widget .w-launch').waitFor()
  const card = page.locator('baton-widget .w-cta')
  return { context, page, card, panel: page.locator('#baton-panel') }
}

/** Longer than a rule takes that has nothing to wait for. */
const settle = (page) => page.waitForTimeout(1_700)

const TRIGGERS = {
  'exit intent': [{ type: 'exit_intent' }, ({ page }) => leaveThroughTheTop(page)],
  idle: [{ type: 'idle', seconds: 3 }, () => {}],
  scroll: [{ type: 'scroll', percent: 90 }, ({ page }) => page.mouse.wheel(0, 5_000)],
  time: [{ type: 'time', seconds: 3 }, () => {}],
  event: [
    { type: 'event', name: 'cart_abandoned' },
    ({ page }) => page.evaluate(() => window.Baton('event', 'cart_abandoned')),
  ],
}

async function leaveThroughTheTop(page) {
  await page.mouse.move(300, 200)
  await page.evaluate(() =>
    document.documentElement.dispatchEvent(
      new MouseEvent('mouseout', { bubbles: true, clientX: 300, clientY: -3, relatedTarget: null }),
    ),
  )
}

for (const [name, [condition, deed]] of Object.entries(TRIGGERS)) {
  test(`rules: ${name} sets a card off, and nothing before it does`, async (stage) => {
    const { server } = await shop(stage, rule(condition))
    const visitor = await arrive(stage, server)
    await settle(visitor.page)
    assert.equal(await visitor.card.count(), 0)
    await deed(visitor)
    await visitor.card.getByText('Need a hand?').waitFor()
    assert.equal(await visitor.panel.isVisible().catch(() => false), false)
  })
}

test('rules: a returning visitor, a campaign and an address set a card off, all that is asked for together', async (stage) => {
  const back = rule({ type: 'returning' })
  const { server, set } = await shop(stage, back)
  const first = await arrive(stage, server)
  await settle(first.page)
  assert.equal(await first.card.count(), 0)
  // Another visit of the same browser: the tab is new, what the browser keeps is not.
  const again = await stage.page(first.context, 'visitor')
  await again.goto(`${server.url}/demo`)
  await again.locator('baton-widget .w-cta').waitFor()

  const campaign = { type: 'utm', name: 'utm_source', value: 'Newsletter' }
  await set([rule([campaign, { type: 'url', how: 'starts', value: '/demo' }])])
  const other = await arrive(stage, server, { path: '/demo?utm_source=ad' })
  await settle(other.page)
  assert.equal(await other.card.count(), 0)
  const reader = await arrive(stage, server, { path: '/demo?utm_source=newsletter' })
  await reader.card.waitFor()

  await set([rule([campaign, { type: 'url', how: 'is', value: '/elsewhere' }])])
  const elsewhere = await arrive(stage, server, { path: '/demo?utm_source=newsletter' })
  await settle(elsewhere.page)
  assert.equal(await elsewhere.card.count(), 0)
})

test('rules: the buttons of a card capture a lead, send, open an address and close; all of it is counted', async (stage) => {
  const now = { type: 'time', seconds: 0 }
  const card = rule(now)
  const { server, operator, set, counts } = await shop(stage, card)
  const buyer = await arrive(stage, server)
  await buyer.card.getByRole('button', { name: 'Leave a lead' }).click()
  await buyer.panel.getByLabel('Email').fill('rule@example.com')
  await buyer.panel.locator('.w-check').click()
  await buyer.panel.getByRole('button', { name: 'Send my details' }).click()
  await buyer.panel.getByText(/rule@example.com/).waitFor()
  const [lead] = (await operator.get('/api/v1/leads?q=rule@example.com')).items
  assert.equal(lead.source, 'cta')

  const asker = await arrive(stage, server)
  await asker.card.getByRole('button', { name: 'Ask it' }).click()
  await asker.panel.getByText('How long can I return things?').first().waitFor()
  await asker.panel.locator('.w-turn.assistant .w-cite, .w-turn.assistant .w-src').first().waitFor()

  const busy = await arrive(stage, server)
  await busy.card.getByRole('button', { name: 'No' }).click()
  await busy.card.waitFor({ state: 'detached' })
  await busy.page.reload()
  await settle(busy.page)
  assert.equal(await busy.card.count(), 0, 'once a visit')
  await eventually('it is counted', async () => {
    const [count] = await counts()
    return count?.shown === 3 && count.clicked === 2 && count.led === 1
  })

  const open = { label: 'Look', do: { type: 'open_url', url: '/demo?from=rule' } }
  await set([rule(now, { ...CARD, buttons: [open] })])
  const looker = await arrive(stage, server)
  await looker.card.getByRole('button', { name: 'Look' }).click()
  await looker.page.waitForURL('**/demo?from=rule')
})

test('rules: the form shows, a person is called, and an answer is said word for word', async (stage) => {
  const now = { type: 'time', seconds: 0 }
  const { server, operator, set } = await shop(stage, rule(now, { type: 'lead_form' }))
  const asked = await arrive(stage, server)
  await asked.panel.getByLabel('Email').fill('form@example.com')
  await asked.panel.locator('.w-check').click()
  await asked.panel.getByRole('button', { name: 'Send my details' }).click()
  await asked.panel.getByText(/form@example.com/).waitFor()
  const [lead] = (await operator.get('/api/v1/leads?q=form@example.com')).items
  assert.equal(lead.source, 'rule')
  // R070: what was left in the widget stands in the inbox.
  const maya = await stage.teammate(server, { to: '/app/inbox?view=leads' })
  await maya.page.locator('.crow').filter({ hasText: 'form@example.com' }).waitFor()
  await maya.page.close()

  await set([rule(now, { type: 'person' }, { name: 'Cart over 500' })])
  const waiting = await arrive(stage, server)
  await waiting.panel.getByRole('heading', { name: 'Finding a person' }).waitFor()

  const says = { type: 'answer', text: 'Boots are **20 %** off today.', open: false }
  await set([rule(now, says)])
  const told = await arrive(stage, server)
  await told.page.locator('baton-widget .w-tease').getByText('Boots are 20 % off today.').waitFor()
  await set([rule(now, { ...says, open: true })])
  const shown = await arrive(stage, server)
  // What announces it to a screen reader may hold it too, for a moment.
  await shown.panel.getByRole('log').getByText('Boots are 20 % off today.').waitFor()
})

test('rules: the highest priority wins, a talk is left alone, and a visitor stays in their share', async (stage) => {
  const now = { type: 'time', seconds: 1 }
  const low = rule(now, { ...CARD, text: 'Low' })
  const high = rule(now, { ...CARD, text: 'High' }, { priority: 9 })
  const { server, set } = await shop(stage, low, high)
  const visitor = await arrive(stage, server)
  await visitor.card.getByText('High').waitFor()
  await settle(visitor.page)
  assert.equal(await visitor.card.getByText('Low').count(), 0)

  await set([rule({ type: 'time', seconds: 2 })])
  const talking = await arrive(stage, server)
  await talking.page.locator('baton-widget .w-launch').click()
  await talking.panel.waitFor()
  await talking.page.waitForTimeout(3_500)
  assert.equal(await talking.card.count(), 0)

  const split = rule(now, CARD, {
    actions: ['A', 'B'].map((text) => ({ share: 50, do: { ...CARD, text } })),
  })
  await set([split])
  const seen = new Set()
  for (let visit = 0; visit < 12 && seen.size < 2; visit++) {
    const someone = await arrive(stage, server)
    const text = await someone.card.locator('p').textContent()
    seen.add(text)
    const again = await stage.page(someone.context, 'visitor')
    await again.goto(`${server.url}/demo`)
    assert.equal(await again.locator('baton-widget .w-cta p').textContent(), text)
    await someone.context.close()
  }
  assert.deepEqual([...seen].sort(), ['A', 'B'])
})
