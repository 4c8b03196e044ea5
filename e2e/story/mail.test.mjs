// Mail and what hangs on it: a forgotten password, the state of mail, the daily digest, the workspace's own look.
import assert from 'node:assert/strict'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

const OWNER = { name: 'Ada Berg', email: 'ada@example.org', password: 'a sentence is easier to keep' }
const NEW = 'another sentence that is kept'

async function setUp(stage, server) {
  const page = await stage.page(await stage.context(), 'owner')
  await page.goto(`${server.url}/`)
  await page.waitForURL('**/app/setup')
  await page.getByLabel('Workspace').fill('Fjord Bikes')
  await page.getByLabel('Your name').fill(OWNER.name)
  await page.getByLabel('Email').fill(OWNER.email)
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.waitForURL('**/app/get-started')
  return page
}

/** The newest link to a new password: without a mail server, mail is logged. */
async function link(server) {
  const links = () => [...server.log.matchAll(/http:\/\/[^\s"]*\/app\/reset#[\w-]+/g)]
  return eventually('the mail is logged', () => links().at(-1)?.[0] ?? false)
}

test('mail: a forgotten password is set anew by a link, once', async (stage) => {
  const server = await stage.serve()
  const page = await setUp(stage, server)
  const other = await stage.page(await stage.context(), 'elsewhere')
  await other.goto(`${server.url}/app/sign-in`)
  await other.getByRole('button', { name: 'Forgot your password?' }).click()
  await other.getByRole('button', { name: 'Send the link' }).waitFor()
  await other.getByLabel('Email').fill('nobody@example.org')
  await other.getByRole('button', { name: 'Send the link' }).click()
  await other.getByRole('heading', { name: 'Look into your mail' }).waitFor()
  await other.getByRole('button', { name: 'Back to sign-in' }).click()
  await other.getByRole('button', { name: 'Forgot your password?' }).click()
  await other.getByRole('button', { name: 'Send the link' }).waitFor()
  await other.getByLabel('Email').fill(OWNER.email)
  await other.getByRole('button', { name: 'Send the link' }).click()
  await other.getByRole('heading', { name: 'Look into your mail' }).waitFor()
  assert.ok(!server.log.includes('to=nobody@example.org'), 'nobody got a mail')

  const letter = await link(server)
  assert.ok(letter.startsWith(server.url), 'a link below the public address')
  await other.goto(letter)
  await other.getByLabel('New password').fill('short')
  assert.ok(!other.url().includes('#'), 'the address does not show it')
  await other.getByRole('button', { name: 'Set password' }).click()
  await other.locator('.field-note.wrong').waitFor()
  await other.getByLabel('New password').fill(NEW)
  await other.getByRole('button', { name: 'Set password' }).click()
  await other.getByRole('heading', { name: 'Your password is changed' }).waitFor()

  await page.reload()
  await page.waitForURL('**/app/sign-in*')
  await other.getByRole('button', { name: 'Go to sign-in' }).click()
  await other.getByLabel('Email').fill(OWNER.email)
  await other.getByLabel('Password', { exact: true }).fill(NEW)
  await other.keyboard.press('Enter')
  await other.getByText('No conversations yet').waitFor()

  await page.goto(letter)
  await page.getByLabel('New password').fill(NEW)
  await page.getByRole('button', { name: 'Set password' }).click()
  await page.getByRole('heading', { name: 'This link does not work any more' }).waitFor()
  await page.getByRole('button', { name: 'Ask for a new link' }).click()
  await page.getByRole('heading', { name: 'A new password' }).waitFor()
})

test('mail: the first steps tick themselves off, mail is tried, the digest chosen, the look changed', async (stage) => {
  const server = await stage.serve()
  const page = await setUp(stage, server)
  await page.getByRole('heading', { name: 'Put Scout on the starting line' }).waitFor()
  await page.getByText('0 of 6 done').waitFor()
  await page.getByLabel('Address of your site').fill('nonsense')
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.getByText('Enter an address like').waitFor()
  await page.getByLabel('Address of your site').fill('shop.example')
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.getByText('Allowed on https://shop.example').waitFor()
  assert.match(await page.getByLabel('The line').inputValue(), /widget\.js" data-assistant="[0-9a-f-]{36}"/)

  await page.getByRole('link', { name: 'Send a test mail' }).click()
  await page.getByText('None is set, so mail is logged and not sent').waitFor()
  await page.getByRole('button', { name: 'Send a test mail' }).click()
  await page.getByText('It was written to the log.').waitFor()
  await page.getByText('Every mail went out').waitFor()
  assert.match(server.log, /Baton can send mail/)

  const sections = page.getByRole('navigation', { name: 'Sections of the settings' })
  await sections.getByRole('link', { name: 'Daily digest' }).click()
  await page.getByRole('switch', { name: 'Daily digest' }).click()
  await page.getByText('The digest comes at 08:00').waitFor()
  await page.getByLabel('Time of day').fill('17:30')
  await page.getByLabel('Time of day').blur()
  await page.getByText('The digest comes at 17:30').waitFor()
  await page.reload()
  assert.equal(await page.getByLabel('Time of day').inputValue(), '17:30')

  await sections.getByRole('link', { name: 'White label' }).click()
  await page.getByLabel('Site title').fill('Fjord Help')
  await page.getByLabel('Mail footer').fill('Fjord Bikes\nBergen')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. Reload the page').waitFor()
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="#0a7"/></svg>'
  const file = { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('img', { name: 'The logo' }).waitFor()
  await page.reload()
  await eventually('the tab has it', async () => (await page.title()).includes('Fjord Help'))

  const visitor = await stage.page(await stage.context(), 'at the door')
  await visitor.goto(`${server.url}/app/sign-in`)
  await visitor.locator('.wordmark').filter({ hasText: 'Fjord Help' }).waitFor()
  const logo = await fetch(`${server.url}/brand/logo`)
  assert.equal(logo.headers.get('content-type'), 'image/png')

  await page.goto(`${server.url}/app/get-started`)
  await page.getByText('1 of 6 done').waitFor()
  await page.getByRole('button', { name: 'Put this list away' }).click()
  await page.getByText('No conversations yet').waitFor()
})
