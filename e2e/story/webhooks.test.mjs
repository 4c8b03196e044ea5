// Webhooks through the eyes of an owner, with a receiver that verifies what comes by the libraries of the standard.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Webhook } from 'standardwebhooks'
import { Caller } from '../lib/api.mjs'
import { eventually } from '../lib/eventually.mjs'
import { Hook } from '../lib/hook.mjs'
import { test } from '../lib/suite.mjs'

const ENV = { BATON_WEBHOOKS__ALLOW_PRIVATE: '127.0.0.1' }
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PYTHON = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'tools/venv/bin/python')
const VERIFY = fileURLToPath(new URL('../webhooks/verify.py', import.meta.url))

function verifiedInPython(secret, requests) {
  const input = JSON.stringify({ secret, requests })
  const { status, stdout, stderr } = spawnSync(PYTHON, [VERIFY], { input, encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  assert.equal(stdout.trim(), `${requests.length} verified`)
}

async function add(page, hook, description) {
  await page.getByRole('button', { name: 'Add endpoint' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address').fill(hook.url)
  await dialog.getByLabel('Description').fill(description)
  return dialog
}

async function copySecret(page) {
  const secret = await page.getByRole('dialog').getByLabel('Signing secret').inputValue()
  assert.match(secret, /^whsec_[0-9A-Za-z+/]{43}=$/)
  await page.getByRole('button', { name: 'I have copied it' }).click()
  return secret
}

// R071
test('webhooks: a lead is told, signed, and both secrets sign while one changes over', async (stage) => {
  const server = await stage.demo(ENV)
  const { assistant } = await server.ticket()
  const hook = await Hook.listen()
  const { page } = await stage.teammate(server, { to: '/app/settings/webhooks' })
  await page.getByText('Nobody is told yet').waitFor()
  const dialog = await add(page, hook, 'CRM')
  await dialog.getByLabel('Only these').check()
  await dialog.getByRole('checkbox', { name: /lead\.captured/ }).check()
  await dialog.getByRole('button', { name: 'Add endpoint' }).click()
  const secret = await copySecret(page)
  await page.getByRole('row', { name: /CRM.*1 event.*Active/ }).waitFor()
  assert.ok(!(await page.content()).includes(secret), 'it is shown this once')

  const visitor = await Caller.arrive(server, assistant)
  await visitor.post('/v1/widget/leads', {
    client_id: '1',
    source: 'form',
    name: 'Zoë',
    email: 'zoe@example.com',
    fields: {},
    consent: true,
  })
  const first = await hook.hears('lead.captured')
  const told = new Webhook(secret).verify(first.body, first.headers)
  const { lead_id, assistant_id, conversation_id, name, email, phone, fields } = told.data
  assert.ok(lead_id && assistant_id)
  assert.deepEqual(
    { conversation_id, name, email, phone, fields },
    { conversation_id: visitor.conversation, name: 'Zoë', email: 'zoe@example.com', phone: null, fields: {} },
  )
  assert.throws(() => new Webhook(secret).verify(`${first.body} `, first.headers))
  verifiedInPython(secret, [first])

  await page.getByRole('link', { name: 'CRM' }).click()
  await page.getByRole('button', { name: 'Replace' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Replace' }).click()
  const second = await copySecret(page)
  await page.getByText('The secret before signs as well until').waitFor()
  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByText('The endpoint took the test').waitFor()
  const ping = await hook.hears('ping')
  for (const each of [secret, second]) {
    assert.equal(new Webhook(each).verify(ping.body, ping.headers).event, 'ping')
    verifiedInPython(each, [ping])
  }

  await page.getByRole('button', { name: 'Show lead.captured' }).click()
  const detail = page.getByRole('dialog')
  assert.deepEqual(JSON.parse(await detail.getByLabel('Request').inputValue()), told)
  await detail.getByText('Try 1').waitFor()
  await detail.getByRole('button', { name: 'Send again' }).click()
  await page.getByText('It is sent again').waitFor()
  await detail.getByText('Try 2').waitFor()
  const [, again] = hook.received.filter(({ body }) => JSON.parse(body).event === 'lead.captured')
  assert.equal(again.headers['webhook-id'], first.headers['webhook-id'])
  hook.close()
})

test('webhooks: a receiver that is gone is turned off, on again, and sent what it missed', async (stage) => {
  const server = await stage.demo(ENV)
  const { assistant } = await server.ticket()
  const hook = await Hook.listen()
  const { page } = await stage.teammate(server, { to: '/app/settings/webhooks' })
  const dialog = await add(page, { url: 'http://10.0.0.1/in' }, 'Pager')
  await dialog.getByRole('button', { name: 'Add endpoint' }).click()
  await dialog.getByText('10.0.0.1 is not on the public internet').waitFor()
  await dialog.getByLabel('Address').fill(hook.url)
  await dialog.getByRole('button', { name: 'Add endpoint' }).click()
  await copySecret(page)

  hook.status = 410
  const visitor = await Caller.arrive(server, assistant)
  await visitor.post('/v1/widget/messages', { client_id: '1', body: 'A person, please' })
  await page.getByText(/Webhooks to 127\.0\.0\.1 are off/).waitFor()
  await page.getByRole('row', { name: /Pager.*Off/ }).waitFor()
  await page.getByRole('link', { name: 'Pager' }).click()
  await page.getByText('It answered 410 Gone').first().waitFor()
  const refused = hook.received.length

  hook.status = 204
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.getByRole('button', { name: 'Send what it missed' }).click()
  const replay = page.getByRole('dialog')
  await replay.getByLabel('Which').selectOption('What it did not take')
  await replay.getByRole('button', { name: 'Send again' }).click()
  await eventually('what was missed is told', async () => hook.received.length > refused, 20_000)
  // Which of them it was told of before it was turned off is a matter of moments.
  await page.getByRole('row', { name: /204/ }).first().waitFor()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByText('Nobody is told yet').waitFor()
  hook.close()
})
