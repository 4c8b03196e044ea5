// Settings, Delivery: every way is tested through the public address, and what is broken is named with the line that mends it.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, request as forward } from 'node:http'
import { examine, examineEverywhere } from '../lib/axe.mjs'
import { freePort } from '../lib/baton.mjs'
import { eventually } from '../lib/eventually.mjs'
import { PHONE } from '../lib/stage.mjs'
import { test } from '../lib/suite.mjs'

const PLACE = '/app/settings/delivery'
const WAYS = ['Public address', 'WebSocket', 'Polling', 'Files', 'Mail', 'Webhook', 'Web Push']
/** A socket has to live half a minute in silence. */
const LONG_MS = 60_000

const way = (page, name) => page.getByRole('group', { name, exact: true })
const finds = (page, name, verdict, within) =>
  way(page, name).getByText(verdict, { exact: true }).waitFor({ timeout: within })

/** A proxy of somebody who forgot half of it: no WebSockets, no large files, no word for whom it asks. */
async function badProxy(stage, port) {
  const proxy = { to: null }
  const server = createServer((request, response) => {
    const { upgrade, connection, ...headers } = request.headers
    if (Number(headers['content-length']) > 1_000_000) {
      response.writeHead(413, { server: 'forgetful/1.0', connection: 'close' })
      return response.end()
    }
    const { method } = request
    const onward = forward(new URL(request.url, proxy.to), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, { ...answer.headers, server: 'forgetful/1.0' })
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  stage.later(() => {
    server.closeAllConnections()
    server.close()
  })
  return proxy
}

test('delivery: every way is tested by keyboard, and works', async (stage) => {
  const server = await stage.demo()
  const { page } = await stage.teammate(server, { to: PLACE, reducedMotion: 'reduce' })
  await page.getByRole('heading', { name: 'Delivery' }).last().waitFor()
  const all = page.getByRole('button', { name: 'Test every way' })
  await all.waitFor()
  for (const name of WAYS) await finds(page, name, 'Not tested yet')
  await page.getByText('It hears of everything at once.').waitFor()
  await examineEverywhere(stage, page, 'delivery-untested')
  await all.focus()
  await page.keyboard.press('Enter')
  await finds(page, 'WebSocket', 'Testing')
  await page.getByRole('button', { name: 'Testing', exact: true }).waitFor()
  await page.getByRole('status').filter({ hasText: 'left' }).waitFor()
  await examineEverywhere(stage, page, 'delivery-testing')
  for (const name of ['Public address', 'Polling', 'Files', 'Webhook']) await finds(page, name, 'Works')
  await way(page, 'Public address').getByText('with nothing in between').waitFor()
  await finds(page, 'Web Push', 'Nothing to test')
  // The demo has no mail server.
  await finds(page, 'Mail', 'Look at this')
  await way(page, 'Mail').getByText('For Baton').waitFor()
  await finds(page, 'WebSocket', 'Works', LONG_MS)
  await page.getByRole('status').filter({ hasText: '1 to look at' }).waitFor()
  await page.getByRole('button', { name: 'Test every way' }).waitFor()
  await examineEverywhere(stage, page, 'delivery-works')
  // One alone.
  await page.getByRole('button', { name: 'Test again Polling' }).focus()
  await page.keyboard.press('Enter')
  await finds(page, 'Polling', 'Works')
  const { items } = await (await stage.operator(server)).get('/api/v1/audit?action=delivery.test')
  assert.equal(items.filter(({ action }) => action === 'delivery.test').length, 8, 'each is in the audit')
})

test('delivery: what a proxy forgot is named, and the line that mends it is copied', async (stage) => {
  const port = await freePort()
  const proxy = await badProxy(stage, port)
  const server = await stage.demo({ BATON_PUBLIC_URL: `http://127.0.0.1:${port}` })
  proxy.to = server.url
  const network = await stage.network()
  const { page } = await stage.teammate(server, {
    to: PLACE,
    network,
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  })
  await page.getByRole('button', { name: 'Test every way' }).click()
  await finds(page, 'WebSocket', 'Broken')
  await finds(page, 'Files', 'Broken')
  await finds(page, 'Public address', 'Look at this')
  for (const name of ['Polling', 'Webhook']) await finds(page, name, 'Works')
  await page.getByRole('status').filter({ hasText: '2 ways are broken · 2 to look at' }).waitFor()
  const socket = way(page, 'WebSocket')
  await socket.getByText('forgetful/1.0 does not pass WebSockets on').waitFor()
  await way(page, 'Files').getByText('client_max_body_size 26m;').waitFor()
  await way(page, 'Public address').getByText('proxy_set_header X-Forwarded-For').waitFor()
  await examineEverywhere(stage, page, 'delivery-broken')

  // The line of one's own proxy, by keyboard.
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await socket.getByRole('button', { name: 'nginx' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await socket.getByText('upgrade=websocket').waitFor()
  assert.equal(await socket.getByRole('button', { name: 'Apache' }).getAttribute('aria-pressed'), 'true')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await socket.getByText('Copied').waitFor()
  const apache =
    '# instead of ProxyPass / (Apache 2.4.47 or later)\nProxyPass / http://127.0.0.1:8080/ upgrade=websocket'
  await eventually('it is copied', async () => (await copied()) === apache)
  await page.setViewportSize(PHONE)
  await socket.scrollIntoViewIfNeeded()
  await examine(stage, page, 'delivery-copied-phone')

  // Whoever is cut off is told so, and what was found before is no more said of now.
  network.cut()
  await page.getByRole('button', { name: 'Test again Files' }).click()
  await finds(page, 'Files', 'Not tested')
  await page.getByRole('status').filter({ hasText: '1 way could not be tested' }).waitFor()
  network.mend()
  await page.getByRole('button', { name: 'Test again Files' }).click()
  await finds(page, 'Files', 'Broken')
})

test('delivery: only owners and admins find the test', async (stage) => {
  const server = await stage.demo()
  const jonas = await stage.member(server, 'Jonas', 'editor')
  const { page } = await stage.teammate(server, { as: jonas, to: PLACE })
  await page.getByRole('heading', { name: 'This section is closed to you' }).last().waitFor()
  const sections = page.getByRole('navigation', { name: 'Sections of the settings' })
  assert.equal(await sections.getByRole('link', { name: 'Delivery' }).count(), 0)
})
