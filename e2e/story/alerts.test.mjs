// Alerts: told once to each person, until somebody looks; on hidden tabs, and where no tab is open.
import assert from 'node:assert/strict'
import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Caller } from '../lib/api.mjs'
import { eventually, never } from '../lib/eventually.mjs'
import { test, testInWholeBrowser } from '../lib/suite.mjs'
import { Teammate } from '../lib/teammate.mjs'

const lead = async (server, facts) => {
  const { assistant } = await server.ticket()
  const caller = await Caller.arrive(server, assistant)
  await caller.say('Can you make a price for 12 tents?')
  return { caller, ...(await caller.leave(facts)) }
}
const DANUTA = { name: 'Danuta Pawlak', email: 'danuta@scouts.example' }
const told = (page) => page.locator('.toast', { hasText: 'New lead: Danuta Pawlak' })

// R074, R075, R080, X3: two tabs of one person get one toast, another person theirs; a tab that comes later tells it no more.
test('alerts: one toast for a person however many tabs are open, and it opens the row', async (stage) => {
  const server = await stage.demo()
  const context = await stage.context()
  const first = new Teammate(await stage.page(context, 'first tab'), server)
  await first.signIn(await server.ticket(), '/app/knowledge')
  const second = new Teammate(await stage.page(context, 'second tab'), server)
  await second.page.goto(`${server.url}/app/leads`)
  await second.says('WS: Connected')
  const jonas = await stage.teammate(server, {
    as: await stage.member(server, 'Jonas', 'editor'),
    to: '/app/inbox',
  })
  const { caller } = await lead(server, DANUTA)
  await told(jonas.page).waitFor()
  const count = async () => (await told(first.page).count()) + (await told(second.page).count())
  await eventually('one of the tabs tells it', async () => (await count()) === 1)
  const tab = (await told(first.page).count()) ? first : second
  // It stays for as long as the mouse is on it.
  await told(tab.page).hover()
  await never('the other tells it too', async () => (await count()) > 1, 1_500)
  const third = new Teammate(await stage.page(context, 'third tab'), server)
  await third.page.goto(`${server.url}/app/leads`)
  await third.says('WS: Connected')
  await third.page.locator('table.leads').getByText(DANUTA.name).first().waitFor()
  await never(
    'a tab that is opened later tells it again',
    async () => (await told(third.page).count()) > 0,
    1_500,
  )

  await told(tab.page).getByRole('button', { name: 'Open' }).click()
  await tab.page.waitForURL(`**/app/inbox/${caller.conversation}`)
  // Whoever looks first ends it for everybody, with a receipt.
  await eventually('the toast of the other person goes', async () => (await told(jonas.page).count()) === 0)
  const { items } = await (await stage.operator(server)).get('/api/v1/alerts')
  assert.deepEqual([items[0].receipt.by.name, items[0].receipt.how], ['Maya Lindqvist', 'toast'])
  await jonas.page.getByRole('button', { name: 'Notifications' }).click()
  await jonas.page.getByText('Seen by Maya Lindqvist, clicked the toast').waitFor()
})

// R073, R079: the feed is asked every 30 seconds by the tab that speaks for the others, and not while it is hidden.
test('alerts: the feed is polled by one tab, and tells what no stream brings', async (stage) => {
  const server = await stage.demo()
  const context = await stage.context()
  const page = await stage.page(context, 'maya')
  await page.clock.install()
  const asked = []
  context.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname === '/app/leads/feed') asked.push(request.frame().page())
  })
  await page.routeWebSocket(/\/realtime\/|\/app\//, (socket) => socket.close())
  await page.route('**/api/v1/events?*', (route) => route.abort())
  const maya = new Teammate(page, server)
  await maya.page.goto(`${server.url}/app/leads`)
  await maya.page.getByLabel('Email').fill((await server.ticket()).email)
  await maya.page.getByLabel('Password', { exact: true }).fill((await server.ticket()).password)
  await maya.page.keyboard.press('Enter')
  await maya.page.locator('.app').waitFor()
  await eventually('it asks once at the start', () => asked.length === 1)
  await lead(server, DANUTA)
  await page.clock.runFor(31_000)
  await eventually('it asks again', () => asked.length === 2)
  await told(page).waitFor()
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  })
  await page.clock.runFor(120_000)
  assert.equal(asked.length, 2)
})

// R076, R078
testInWholeBrowser('alerts: the bell asks after a click only, and explains a denial', async (stage) => {
  const server = await stage.demo()
  const { page } = await stage.teammate(server, { to: '/app/leads' })
  const asks = () => page.evaluate(() => window.asked)
  await page.evaluate(() => {
    window.asked = 0
    Notification.requestPermission = async () => {
      window.asked++
      Object.defineProperty(Notification, 'permission', { value: 'denied', configurable: true })
      return 'denied'
    }
    Object.defineProperty(Notification, 'permission', { value: 'default', configurable: true })
  })
  await page.getByRole('button', { name: 'Notifications' }).click()
  await page.getByText('Get pinged when this tab is hidden').waitFor()
  assert.equal(await asks(), 0)
  await page.getByRole('button', { name: 'Allow notifications' }).click()
  await page.getByText(/Your browser blocks notifications from 127\.0\.0\.1/).waitFor()
  await page.getByText('Only its settings can change that').waitFor()
  assert.equal(await asks(), 1)
})

// R072, R077, X2: with permission, a tab that nobody looks at notifies through the system; the toast and the mail come beside it.
testInWholeBrowser(
  'alerts: toast, notification of the system and mail come of one lead, side by side',
  async (stage) => {
    const server = await stage.demo()
    const context = await stage.context({ permissions: ['notifications'] })
    const page = await stage.page(context, 'maya')
    await page.addInitScript(() => {
      window.told = []
      const Real = window.Notification
      window.Notification = class extends Real {
        constructor(title, options) {
          super(title, options)
          window.told.push(title)
        }
      }
      Object.defineProperty(document, 'hasFocus', { value: () => false })
    })
    const maya = new Teammate(page, server)
    await maya.signIn(await server.ticket(), '/app/leads')
    assert.equal(await page.evaluate(() => Notification.permission), 'granted')
    await lead(server, DANUTA)
    await eventually('the system is told', async () =>
      (await page.evaluate(() => window.told)).includes('New lead: Danuta Pawlak'),
    )
    await told(page).waitFor()
    // Without a mail server, mail is logged: to the owner and the admins, whether or not somebody saw the toast.
    await eventually('the mail goes', () => server.log.includes('New lead: Danuta Pawlak'))
  },
)

// R077, X2: RFC 8291 and 8292 before a push service of our own and a decryptor of somebody else's.
testInWholeBrowser('alerts: a browser without any tab gets a push that only it can read', async (stage) => {
  const { default: ece } = await import('http_ece')
  const pushed = []
  let answer = 201
  const service = createServer(async (request, response) => {
    const body = []
    for await (const chunk of request) body.push(chunk)
    pushed.push({ path: request.url, headers: request.headers, body: Buffer.concat(body) })
    response.writeHead(answer).end()
  }).listen(0, '127.0.0.1')
  await once(service, 'listening')
  stage.later(() => service.close())
  const origin = `http://127.0.0.1:${service.address().port}`
  const server = await stage.demo({ BATON_OUTBOUND__ALLOW_PRIVATE: '127.0.0.0/8' })
  const operator = await stage.operator(server)
  const browser = createECDH('prime256v1')
  browser.generateKeys()
  const auth = randomBytes(16)
  const endpoint = `${origin}/send/1`
  await operator.post('/api/v1/push/subscriptions', {
    endpoint,
    keys: { p256dh: browser.getPublicKey('base64url'), auth: auth.toString('base64url') },
  })
  const { caller, lead_id } = await lead(server, DANUTA)
  const [{ headers, body, path }] = await eventually('the push comes', () => pushed.length > 0 && pushed)
  const text = ece.decrypt(body, { version: 'aes128gcm', privateKey: browser, authSecret: auth })
  const notice = JSON.parse(text.toString())
  assert.equal(path, '/send/1')
  assert.equal(notice.title, 'New lead: Danuta Pawlak')
  assert.equal(notice.url, `/app/inbox/${caller.conversation}`)
  assert.deepEqual(
    [headers['content-encoding'], headers.urgency, Number(headers.ttl) > 0],
    ['aes128gcm', 'high', true],
  )

  const [, token, key] = /^vapid t=(\S+), k=(\S+)$/.exec(headers.authorization)
  assert.equal(key, (await operator.get('/api/v1/push/key')).key)
  const [head, claims, signature] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const known = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const signed = Buffer.from(`${head}.${claims}`)
  assert.ok(
    verify('sha256', signed, { key: known, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')),
  )
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString())
  assert.equal(said.aud, origin)
  assert.ok(said.exp > Date.now() / 1000 && said.exp < Date.now() / 1000 + 86_400)

  // A browser that is gone is forgotten.
  await operator.post('/api/v1/alerts/acknowledge', { lead_id, how: 'opened' })
  answer = 410
  await lead(server, { name: 'Bruno', email: 'bruno@example.org' })
  await eventually('the push service says that it is gone', () => pushed.length === 2)
  await lead(server, { name: 'Cleo', email: 'cleo@example.org' })
  await never('it is pushed to again', () => pushed.length > 2, 2_000)
})

// The worker is given a push by the browser itself.
testInWholeBrowser(
  'alerts: the worker shows what is pushed, and only addresses of the console',
  async (stage) => {
    const server = await stage.demo()
    const context = await stage.context({ permissions: ['notifications'] })
    const maya = new Teammate(await stage.page(context, 'maya'), server)
    await maya.signIn(await server.ticket(), '/app/settings/alerts')
    await maya.page.getByText('Reach me when no tab is open').waitFor()
    await maya.page.getByRole('button', { name: 'Turn on' }).click()
    // There is no push service here; the worker is there all the same.
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
    // Until it is active it may not show anything.
    await maya.page.evaluate(async () => void (await navigator.serviceWorker.ready))
    const show = (notice) =>
      worker.evaluate(async (told) => {
        const event = new PushEvent('push', { data: JSON.stringify(told) })
        self.dispatchEvent(event)
        let shown = []
        for (let tries = 0; tries < 20 && !shown.length; tries++) {
          await new Promise((resolve) => setTimeout(resolve, 300))
          shown = await self.registration.getNotifications()
        }
        return shown.map(({ title, tag, data }) => ({ title, tag, url: data.url }))
      }, notice)
    const notice = { tag: 'alert-1', title: 'New lead: Danuta', body: 'x', url: '/app/inbox', alert: '1' }
    assert.deepEqual(await show(notice), [{ title: notice.title, tag: 'alert-1', url: '/app/inbox' }])
    assert.equal((await show({ ...notice, tag: 'evil', url: 'https://evil.example/' })).length, 1)
    // Chrome says so of a window that is incognito, as every one of these is.
    stage.complaints = stage.complaints.filter((said) => !said.includes('does not support the Push API'))
  },
)

// The sound is off until somebody wants it; then it comes in its turn, and a reload does not bring it again.
test('alerts: a sound follows the toast while nobody looks, for those who want it', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  await operator.call('PATCH', '/api/v1/alerts/settings', {
    lead: { toast: true, sound: true, push: false, mail: false },
  })
  const plan = { sound_after_s: 2, push_after_s: 3, mail_after_s: 60, next_after_s: 300 }
  await operator.call('PATCH', '/api/v1/alerts/plan', plan)
  const page = await stage.page(await stage.context(), 'maya')
  await page.addInitScript(() => {
    window.sounds = 0
    const Real = window.AudioContext
    window.AudioContext = class extends Real {
      constructor() {
        super()
        window.sounds++
      }
    }
  })
  const maya = new Teammate(page, server)
  await maya.signIn(await server.ticket(), '/app/knowledge')
  await lead(server, DANUTA)
  await told(page).waitFor()
  assert.equal(await page.evaluate(() => window.sounds), 0)
  await eventually('the sound follows', async () => (await page.evaluate(() => window.sounds)) === 1)
  const { items } = await operator.get('/api/v1/alerts')
  assert.deepEqual(
    items[0].steps.map(({ step }) => step),
    ['toast', 'sound'],
  )
})

// What alerts how is each person's own choice.
test('alerts: settings are kept, and the plan is for those who manage the workspace', async (stage) => {
  const server = await stage.demo()
  const maya = await stage.teammate(server, { to: '/app/settings/alerts' })
  const { page } = maya
  await page.getByLabel('Toast: A lead comes in').uncheck()
  const operator = await stage.operator(server)
  await eventually(
    'it is stored',
    async () => (await operator.get('/api/v1/alerts/settings')).lead.toast === false,
  )
  await page.getByLabel('E-mail after').fill('5')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Let each step follow the one before it, within a day.').waitFor()
  await page.getByLabel('E-mail after').fill('90')
  await page.getByRole('button', { name: 'Save' }).click()
  await eventually(
    'it is stored',
    async () => (await operator.get('/api/v1/alerts/plan')).mail_after_s === 90,
  )
  await lead(server, DANUTA)
  await never('a toast is shown', async () => (await told(page).count()) > 0, 1_500)
  const jonas = await stage.teammate(server, {
    as: await stage.member(server, 'Jonas', 'editor'),
    to: '/app/settings/alerts',
  })
  await jonas.page.getByLabel('Toast: A lead comes in').waitFor()
  assert.equal(await jonas.page.getByText('Until somebody looks').count(), 0)
})
