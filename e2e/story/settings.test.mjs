// The settings: the list of sections, and what programs are given to sign in with.
import assert from 'node:assert/strict'
import { test } from '../lib/suite.mjs'

const call = (server, path, token) =>
  fetch(`${server.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })

test('settings: an API token is made, shown once, used and revoked', async (stage) => {
  const server = await stage.demo()
  const owner = await stage.teammate(server)
  const { page } = owner
  await owner.press('g')
  await page.keyboard.press('s')
  await page.waitForURL('**/app/settings/*')
  const sections = page.getByRole('navigation', { name: 'Sections of the settings' })
  await sections.getByRole('link', { name: 'API tokens' }).click()
  await page.getByText('No program has a token').waitFor()

  await page.getByRole('button', { name: 'Create token' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Nightly export')
  await dialog.getByLabel('Role').selectOption('Viewer')
  await dialog.getByRole('button', { name: 'Create token' }).click()
  const secret = await dialog.getByLabel('The token').inputValue()
  assert.match(secret, /^btn_[0-9a-f]{46}$/)
  await dialog.getByRole('button', { name: 'I have copied it' }).click()
  const row = page.getByRole('row', { name: /Nightly export/ })
  await row.getByText('Viewer').waitFor()
  assert.ok(!(await page.content()).includes(secret), 'it is shown this once')

  assert.equal((await call(server, '/conversations', secret)).status, 200)
  await page.reload()
  await row.getByText('now').first().waitFor()
  assert.equal(await row.getByText('Never').count(), 0, 'its use is noted')
  await row.getByRole('button', { name: 'Revoke Nightly export' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('Nightly export is revoked').waitFor()
  await page.getByText('No program has a token').waitFor()
  assert.equal((await call(server, '/conversations', secret)).status, 401)
})

test('settings: sections that a role may not open are not listed, and say so by their address', async (stage) => {
  const server = await stage.demo()
  const iris = await stage.member(server, 'Iris', 'viewer')
  const { page } = await stage.teammate(server, { as: iris, to: '/app/settings/api-tokens' })
  await page.getByRole('heading', { name: 'This section is closed to you' }).last().waitFor()
  await page.getByText('You are viewer here.').waitFor()
  const sections = page.getByRole('navigation', { name: 'Sections of the settings' })
  assert.equal(await sections.getByRole('link', { name: 'API tokens' }).count(), 0)
  await page.goto(`${server.url}/app/settings/nowhere`)
  await page.getByRole('heading', { name: 'There is no such section' }).last().waitFor()
})
