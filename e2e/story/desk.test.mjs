// Keeping the inbox in order: the queue by its target, conversations that are put away, and a selection.
import assert from 'node:assert/strict'
import { Caller } from '../lib/api.mjs'
import { examine } from '../lib/axe.mjs'
import { eventually } from '../lib/eventually.mjs'
import { PHONE } from '../lib/stage.mjs'
import { test } from '../lib/suite.mjs'

const ASKS = 'can i talk to an actual person please'
const MINUTE = 60_000

/** Visitors who wrote; those who ask for a person wait. */
async function arrive(server, ...lines) {
  const { assistant } = await server.ticket()
  const callers = []
  for (const line of lines) {
    const caller = await Caller.arrive(server, assistant)
    await caller.say(line)
    callers.push(caller)
  }
  return callers
}

test('desk: the queue is grouped by its target, and rows pass on as time goes by', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const owner = await stage.teammate(server, { to: '/app/settings/business-hours' })
  await owner.page.getByLabel('Answer within').fill('10')
  await owner.page.getByRole('button', { name: 'Save' }).click()
  await owner.page.getByText('The target is saved').waitFor()
  await arrive(server, ASKS, ASKS)
  const waiting = await operator.conversations('view=waiting&sort=longest_wait')
  assert.equal(waiting.length, 2)

  const { page } = owner
  await page.clock.install()
  await page.goto(`${server.url}/app/inbox?view=waiting`)
  const heads = page.locator('.rows h2.group')
  await page.getByRole('heading', { name: /^Within target\s*2$/ }).waitFor()
  assert.equal(await heads.count(), 1)
  await page.clock.runFor(8 * MINUTE + 20_000)
  await page.getByRole('heading', { name: /^Due soon\s*2$/ }).waitFor()
  await page.clock.runFor(2 * MINUTE)
  await page.getByRole('heading', { name: /^Over the 10 min target\s*2$/ }).waitFor()
  // J and K go over the headings.
  await owner.press('j')
  await owner.row(waiting[0].id).and(page.locator('[aria-current]')).waitFor()
  await owner.press('j')
  await owner.row(waiting[1].id).and(page.locator('[aria-current]')).waitFor()
  await examine(stage, page, 'desk-groups')
})

test('desk: put away until a time, undone, and back as soon as the visitor writes', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const [caller] = await arrive(server, 'Do Talus Mid boots run small?')
  const id = caller.conversation
  await eventually('the assistant answered', async () => (await caller.heard()).at(-1)?.role === 'assistant')
  const maya = await stage.teammate(server)
  await maya.open(id)
  await maya.press('s')
  const dialog = maya.page.getByRole('dialog', { name: 'Snooze until' })
  await dialog.waitFor()
  await examine(stage, maya.page, 'desk-snooze')
  await dialog.getByRole('button', { name: 'Tomorrow, 9:00' }).click()
  await maya.row(id).waitFor({ state: 'detached' })
  await maya.page.locator('.t-status').getByText('Snoozed until').waitFor()
  const { snoozed_until } = await operator.get(`/api/v1/conversations/${id}`)
  assert.match(snoozed_until, /T09:00:00/)

  // Z takes it back.
  await maya.press('z')
  await maya.row(id).waitFor()

  // By the menu, then found under its filter, with until when.
  await maya.page.getByRole('button', { name: 'Conversation actions' }).click()
  await maya.page.getByRole('menuitem', { name: 'Snooze' }).click()
  await dialog.getByRole('button', { name: 'In 3 hours' }).click()
  await maya.row(id).waitFor({ state: 'detached' })
  await maya.page.goto(`${server.url}/app/inbox?status=snoozed`)
  await maya.row(id).getByText('Snoozed until').waitFor()

  // What the visitor writes is not hidden, in no list.
  await maya.page.goto(`${server.url}/app/inbox`)
  await maya.page.locator('.list').waitFor()
  await caller.say('And do you have them in blue?')
  await maya.row(id).waitFor()
  assert.equal((await operator.get(`/api/v1/conversations/${id}`)).snoozed_until, null)
})

test('desk: a selection is tagged, closed and taken back, and each that cannot be is named', async (stage) => {
  const server = await stage.demo()
  const jonas = await stage.member(server, 'Jonas', 'editor')
  const operator = await stage.operator(server)
  const callers = await arrive(server, ASKS, ASKS, ASKS)
  const ids = callers.map((caller) => caller.conversation)
  await operator.about(ids[0], 'claim')
  const mate = await stage.teammate(server, { as: jonas, to: '/app/inbox' })
  const { page } = mate
  const list = await page
    .locator('.crow [data-row]')
    .evaluateAll((rows) => rows.map((row) => row.dataset.row))
  assert.deepEqual([...list].sort(), [...ids].sort())

  // X, then a stretch with Shift.
  await mate.open(list[0])
  await mate.press('x')
  await page.getByRole('status').filter({ hasText: '1 selected' }).waitFor()
  await mate.open(list[2])
  await mate.press('Shift+X')
  await page.getByRole('status').filter({ hasText: '3 selected' }).waitFor()
  await examine(stage, page, 'desk-selection')
  await page.getByRole('toolbar', { name: 'What to do with the selection' }).waitFor()

  await page.getByRole('button', { name: 'Tag', exact: true }).click()
  await page
    .getByRole('textbox', { name: 'Tag' })
    .or(page.getByRole('combobox', { name: 'Tag' }))
    .fill('Returns')
  await page.keyboard.press('Enter')
  await page.getByText('Tagged 3 conversations').waitFor()
  const tagged = await operator.conversations('view=all')
  assert.ok(tagged.every(({ tags }) => tags.includes('returns')))

  // All that is shown; the one that a colleague holds stays, and is named.
  await page.getByRole('button', { name: 'Select conversations' }).click()
  await page.getByRole('button', { name: 'Select all 3 shown' }).click()
  const acts = page.getByRole('toolbar', { name: 'What to do with the selection' })
  await acts.getByRole('button', { name: 'Close' }).click()
  await page.getByText('Closed 2 conversations').waitFor()
  await page.getByRole('alert').getByText('1 was left as it is').waitFor()
  const open = async () => (await operator.conversations('status=open')).map(({ id }) => id)
  assert.deepEqual(await open(), [ids[0]])
  await mate.press('z')
  await eventually('they are open and wait again', async () => {
    const waiting = await operator.conversations('view=waiting')
    return waiting.length === 2
  })
  await mate.press('Escape')
  await page.locator('.desk-count').waitFor({ state: 'detached' })
})

test('desk: on a phone the boxes come with a button', async (stage) => {
  const server = await stage.demo()
  const [caller] = await arrive(server, 'Do Talus Mid boots run small?')
  const maya = await stage.teammate(server)
  await maya.page.setViewportSize(PHONE)
  await maya.page.getByRole('button', { name: 'Select conversations' }).click()
  await maya.page
    .getByRole('checkbox', { name: /^Select / })
    .first()
    .check()
  await maya.page.getByRole('button', { name: 'Snooze' }).click()
  await maya.page.getByRole('button', { name: 'In 1 hour' }).click()
  await maya.page.getByText('Snoozed 1 conversation').waitFor()
  await maya.row(caller.conversation).waitFor({ state: 'detached' })
  await examine(stage, maya.page, 'desk-phone')
})
