// An empty installation: the first page, the first workspace, a second one, and somebody who may only read.
import assert from 'node:assert/strict'
import { Caller, Operator } from '../lib/api.mjs'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'
import { Teammate } from '../lib/teammate.mjs'

const OWNER = { name: 'Ada Berg', email: 'ada@example.org', password: 'a sentence is easier to keep' }

async function setUp(stage, server) {
  const page = await stage.page(await stage.context(), 'owner')
  await page.goto(`${server.url}/`)
  await page.waitForURL('**/app/setup')
  await page.getByLabel('Workspace').fill('Fjord Bikes')
  await page.getByLabel('Your name').fill(OWNER.name)
  await page.getByLabel('Email').fill(OWNER.email)
  return new Teammate(page, server)
}

test('the first run: set up, an empty inbox, sign out and in, a second workspace', async (stage) => {
  const server = await stage.serve()
  const owner = await setUp(stage, server)
  const { page } = owner
  const password = page.getByLabel('Password', { exact: true })
  await password.fill('short')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.locator('.field-note.wrong').waitFor()
  await password.fill(OWNER.password)
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.getByRole('heading', { name: 'Put Scout on the starting line' }).waitFor()
  await page.getByRole('button', { name: 'Go to the inbox' }).click()
  await page.getByText('No conversations yet').waitFor()
  await owner.says('WS: Connected')

  await page
    .getByRole('button', { name: `Your account, ${OWNER.name}` })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL('**/app/sign-in')
  await page.getByLabel('Email').fill(OWNER.email)
  await password.fill('not the password')
  await page.keyboard.press('Enter')
  await page.getByText('The email or the password is wrong.').waitFor()
  await password.fill(OWNER.password)
  await page.keyboard.press('Enter')
  await page.getByText('No conversations yet').waitFor()

  await page.locator('.ws-switch').click()
  await page.getByRole('menuitem', { name: 'Create workspace' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Second Shop')
  await page.getByRole('dialog').getByRole('button', { name: 'Create workspace' }).click()
  await page.locator('.ws-switch').filter({ hasText: 'Second Shop' }).waitFor()
  await owner.says('WS: Connected')
  await page.locator('.ws-switch').click()
  await page.getByRole('menuitemradio', { name: 'Fjord Bikes' }).click()
  await page.locator('.ws-switch').filter({ hasText: 'Fjord Bikes' }).waitFor()
  await owner.says('WS: Connected')

  await page.goto(`${server.url}/app/setup`)
  await page.waitForURL('**/app/inbox')
})

test('a viewer reads and sees no actions; another workspace sees nothing', async (stage) => {
  const server = await stage.demo()
  const { assistant } = await server.ticket()
  const caller = await Caller.arrive(server, assistant)
  await caller.say('can i talk to an actual person please')
  const iris = await stage.member(server, 'Iris', 'viewer')
  const viewer = await stage.teammate(server, { as: iris, to: `/app/inbox/${caller.conversation}` })
  await viewer.hears('user')
  await viewer.page.getByText('Your role can read conversations, not answer them.').waitFor()
  for (const name of [/Claim/, /Take over/, /Hand back/, 'Close and resolve', 'Add tag'])
    assert.equal(await viewer.page.getByRole('button', { name }).count(), 0, `a button ${name}`)
  await viewer.press('c')
  const operator = await Operator.signIn(server, iris)
  await assert.rejects(operator.about(caller.conversation, 'claim'), /403 forbidden/)
  await viewer.page.goto(`${server.url}/app/knowledge`)
  await viewer.page.getByText('Try a question').waitFor()
  assert.equal(await viewer.page.getByRole('button', { name: 'Import URL' }).count(), 0)

  const owner = await stage.operator(server)
  await owner.post('/api/v1/workspaces', { name: 'Elsewhere' })
  await assert.rejects(owner.get(`/api/v1/conversations/${caller.conversation}`), /404 not_found/)
  await eventually('its list is empty', async () => (await owner.conversations()).length === 0)
})

test('the first steps: each ticks itself off as it really happens', async (stage) => {
  const mails = await stage.mails()
  const server = await stage.serve(mails.env)
  const owner = await setUp(stage, server)
  const { page } = owner
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
  await page.getByRole('button', { name: 'Create workspace' }).click()
  const done = (n) => page.getByText(`${n} of 6 done`).waitFor()
  await done(0)

  // A test question: beside the list the assistant is awake.
  const panel = page.frameLocator('.first-try iframe').locator('#baton-panel')
  await panel.locator('textarea').fill('What do you sell?')
  await panel.locator('textarea').press('Enter')
  await panel.locator('.w-turn.assistant').nth(1).waitFor()
  await done(1)

  // The widget, seen on a real page of another site.
  const operator = await Operator.signIn(server, OWNER)
  const [{ id }] = (await operator.get('/api/v1/assistants')).items
  const shop = await stage.shop(server, { assistant: id, operator })
  await page.getByRole('button', { name: 'Check my site' }).click()
  await page.getByText(`It was not seen on ${shop.url} yet`, { exact: false }).waitFor()
  const send = page.getByRole('link', { name: 'Send to a developer' })
  assert.ok(decodeURIComponent(await send.getAttribute('href')).includes(`data-assistant="${id}"`))
  const visitor = await stage.page(await stage.context(), 'visitor')
  await visitor.goto(shop.url)
  await visitor.locator('baton-widget .w-launch').waitFor()
  await done(2)

  // Knowledge that can be answered from.
  await page.getByRole('link', { name: 'Add knowledge' }).click()
  await operator.post('/api/v1/knowledge/sources', {
    assistant_id: id,
    title: 'Hours',
    text: 'The shop in Bergen is open from nine to five on weekdays.',
  })
  await page.goto(`${server.url}/app/get-started`)
  await done(3)

  await page.getByRole('link', { name: 'Invite' }).click()
  await page.getByRole('button', { name: 'Invite' }).first().click()
  await page.getByRole('dialog').getByLabel('Email').fill('tomas@example.org')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Invite|Send/ })
    .click()
  await mails.to('tomas@example.org')
  await page.goto(`${server.url}/app/get-started`)
  await done(4)

  await page.getByRole('link', { name: 'Send a test mail' }).click()
  await page.getByRole('button', { name: 'Send a test mail' }).click()
  await mails.to(OWNER.email)
  await page.goto(`${server.url}/app/get-started`)
  await done(5)

  // A handover, practised with a visitor who is played: claimed, answered, handed back.
  await page.getByRole('button', { name: 'Start' }).click()
  await page.waitForURL('**/app/inbox/*')
  const practice = page.url().split('/').pop().split('?')[0]
  const coach = page.locator('.coach')
  await coach.getByText('In a moment they ask for a person').waitFor()
  await owner.log.getByText('What are your opening hours?').waitFor()
  await coach.getByText('Claim the conversation').waitFor()
  await owner.row(practice).filter({ hasText: 'Practice' }).filter({ hasText: 'Waiting' }).waitFor()
  await owner.claim()
  await coach.getByText('Write an answer').waitFor()
  await owner.reply('From nine to five on weekdays.')
  await owner.log.getByText('Thank you, that helps.').waitFor()
  await coach.getByText('Hand the baton back').waitFor()
  await owner.handBack()
  await coach.getByRole('link', { name: 'First steps' }).click()
  await page.getByText('Everything is set up').waitFor()
  await page.goto(`${server.url}/app/conversations?all=true`)
  await page.locator('table.log').waitFor()
  assert.equal(await page.getByText('Robin Practice').count(), 0)
})
