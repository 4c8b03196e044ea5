// Leads: captured in the widget, moved by keys in both views, taken back, added by hand, exported.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { Caller } from '../lib/api.mjs'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

const status = async (operator, id) => (await operator.get(`/api/v1/leads/${id}`)).status

test('leads: stages by keys with undo, by hand, merged visibly, exported', async (stage) => {
  const server = await stage.demo()
  const { assistant } = await server.ticket()
  const operator = await stage.operator(server)
  const danuta = await Caller.arrive(server, assistant)
  await danuta.say('Can you make a price for 12 tents?')
  const captured = await danuta.leave({ name: 'Danuta Pawlak', email: 'danuta@scouts.example' })
  const maya = await stage.teammate(server, { to: '/app/leads' })
  const { page } = maya

  // R010, R011: keys 1 to 5, at once, with undo.
  await page.getByRole('button', { name: 'Danuta Pawlak', exact: true }).click()
  await maya.log.waitFor()
  await page.getByRole('heading', { name: 'Danuta Pawlak' }).click()
  await page.keyboard.press('2')
  await page.getByRole('button', { name: 'Status of Danuta Pawlak: Qualified' }).waitFor()
  await eventually('it is stored', async () => (await status(operator, captured.lead_id)) === 'qualified')
  await page.keyboard.press('z')
  await eventually('it is taken back', async () => (await status(operator, captured.lead_id)) === 'new')
  await page
    .locator('.stages')
    .getByRole('button', { name: /^1\s*New$/ })
    .waitFor()

  // R005, and the score with its reasons in words.
  await page.getByRole('button', { name: /^Score \d+/ }).click()
  await page.getByText('Spoke of buying or prices').last().waitFor()
  await page.getByText('What was added when').waitFor()

  // A later visit under the same address adds to it, to be seen.
  const again = await Caller.arrive(server, assistant)
  await again.leave({
    name: 'Danuta Pawlak',
    email: 'Danuta@Scouts.example',
    phone: '+44 7700 900 123',
    source: 'cta',
  })
  await page.getByText('Captured again').waitFor()
  await page.locator('.lead-history dd', { hasText: '+44 7700 900 123' }).waitFor()

  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Add lead' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a lead' })
  await dialog.getByLabel('Name').fill('Bruno Silvestri')
  await dialog.getByLabel('Email').fill('bruno')
  await dialog.getByRole('button', { name: 'Add lead' }).click()
  await dialog.getByText('Enter an e-mail address like name@example.com.').waitFor()
  await dialog.getByLabel('Email').fill('bruno@example.org')
  await dialog.getByRole('button', { name: 'Add lead' }).click()
  await page.getByText('This lead was added from outside.').waitFor()
  // R004: the newest first.
  await eventually('the one that was added is first', async () => {
    const names = await page.locator('.row-open').allTextContents()
    return names[0] === 'Bruno Silvestri' && names[1] === 'Danuta Pawlak'
  })

  // Sorted by score, the company comes first; narrowed by source, the one by hand is left.
  await page.getByRole('button', { name: 'Score', exact: true }).click()
  await eventually(
    'the most promising is first',
    async () => (await page.locator('.row-open').first().textContent()) === 'Danuta Pawlak',
  )
  await page.getByRole('button', { name: 'Any source' }).click()
  await page.getByRole('menuitemradio', { name: 'Added by hand' }).click()
  await eventually('one is left', async () => (await page.locator('.row-open').count()) === 1)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
  assert.equal(lines.length, 2)
  assert.match(lines[1], /manual.*Bruno Silvestri,bruno@example\.org/)

  // The same keys in the inbox.
  await page.goto(`${server.url}/app/inbox?view=leads`)
  await page.locator(`[data-row="${danuta.conversation}"]`).click()
  await maya.log.waitFor()
  await page.keyboard.press('4')
  await eventually('it is won', async () => (await status(operator, captured.lead_id)) === 'won')
})

test('leads: from a lead straight on as a person, and back to the assistant', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const visitor = await stage.visitor(server)
  await visitor.say('please contact me, i need 12 tents')
  const form = visitor.panel.getByRole('form')
  await form.getByLabel('Name').fill('Danuta Pawlak')
  await form.getByLabel('Email').fill('danuta@scouts.example')
  await form.getByText('You may contact me').click()
  await visitor.button('Send my details').click()
  await visitor.log.getByText('We will write to danuta@scouts.example').waitFor()
  const { assistant } = await server.ticket()
  const other = await Caller.arrive(server, assistant)
  await other.say('Which huts do you deliver to?')
  await other.leave({ name: 'Emil Haugen', email: 'emil@example.org' })

  // R003, R004: leads on the left, the newest first.
  const maya = await stage.teammate(server, { to: '/app/inbox?view=leads' })
  const rows = maya.page.locator('.list [data-row]')
  await eventually('both are listed', async () => {
    const names = await rows.allTextContents()
    return names.length === 2 && names[0] === 'Emil Haugen' && names[1] === 'Danuta Pawlak'
  })
  // R006: the conversation that produced it, and not another one.
  await rows.nth(1).click()
  await maya.log.getByText('please contact me, i need 12 tents').waitFor()
  assert.equal(await maya.log.getByText('Which huts do you deliver to?').count(), 0)
  // R009: what the assistant collected; R013: a person goes on from there, and hands back.
  await maya.page.getByText('danuta@scouts.example').first().waitFor()
  await maya.claim()
  await visitor.sees('Human is here')
  await maya.reply('Twelve tents, by June: I make you an offer.')
  assert.equal((await visitor.hears('human-agent')).text, 'Twelve tents, by June: I make you an offer.')
  await maya.handBack()
  await visitor.sees('Scout')
  const [lead] = (await operator.get('/api/v1/leads?q=danuta')).items
  const about = await operator.get(`/api/v1/conversations/${lead.conversation_id}`)
  assert.equal(about.baton.holder, 'assistant')
})

test('leads: the list is asked for anew when the tab is looked at', async (stage) => {
  // R012
  const server = await stage.demo()
  const { page } = await stage.teammate(server, { to: '/app/leads' })
  await page.getByText('No leads yet').waitFor()
  const asked = page.waitForRequest((request) => new URL(request.url()).pathname === '/api/v1/leads')
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
  await asked
  // From an empty list to what fills it.
  await page.getByRole('link', { name: 'Add a lead rule' }).click()
  await page.getByRole('heading', { name: 'Behaviour rules' }).waitFor()
})

test('leads: a viewer reads and changes nothing', async (stage) => {
  const server = await stage.demo()
  const { assistant } = await server.ticket()
  const caller = await Caller.arrive(server, assistant)
  await caller.leave({ name: 'Danuta Pawlak', email: 'danuta@example.org' })
  const vera = await stage.member(server, 'Vera', 'viewer')
  const { page } = await stage.teammate(server, { as: vera, to: '/app/leads' })
  await page.getByRole('button', { name: 'Danuta Pawlak', exact: true }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Add lead' }).count(), 0)
  assert.equal(await page.getByRole('link', { name: 'Export CSV' }).count(), 0)
  assert.equal(await page.getByRole('button', { name: /^Status of/ }).count(), 0)
})
