// A contact is erased, and so is a visitor who wants to be forgotten: everybody sees it, and nothing is left to read.
import assert from 'node:assert/strict'
import { examineBoth } from '../lib/axe.mjs'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

const QUESTION = 'Do Talus Mid boots run small? zanderkraut'

async function talk(stage, server, operator) {
  const visitor = await stage.visitor(server)
  await visitor.say(QUESTION)
  await visitor.hears('assistant')
  const found = await operator.conversations('q=zanderkraut')
  return { visitor, id: found[0].id }
}

/** Whether anything that a program may read still has the word. */
async function isTold(operator) {
  const { items } = await operator.get('/api/v1/events?after=0&limit=200')
  const found = await operator.conversations('q=zanderkraut')
  return found.length > 0 || JSON.stringify(items).includes('zanderkraut')
}

test('erasure: a contact goes from the panel, with a receipt', async (stage) => {
  const server = await stage.demo()
  const owner = await stage.teammate(server)
  const operator = await stage.operator(server)
  const { page } = owner
  const { visitor, id } = await talk(stage, server, operator)
  await owner.open(id)
  assert.ok(await isTold(operator))

  await page.getByRole('button', { name: 'Erase contact…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('This cannot be undone.').waitFor()
  await examineBoth(stage, page, 'erase-contact')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Erase contact…' }).click()
  await dialog.getByRole('button', { name: 'Erase contact' }).click()
  await page.getByText('Contact erased').waitFor()
  await page.getByText(/^1 conversation · \d messages · 0 leads$/).waitFor()

  await eventually('the widget is empty', async () => (await visitor.transcript()).length === 0)
  await eventually('nothing is told any more', async () => !(await isTold(operator)))
})

test('erasure: consoles learn that a visitor had themselves forgotten', async (stage) => {
  const server = await stage.demo()
  const owner = await stage.teammate(server)
  const operator = await stage.operator(server)
  const { visitor, id } = await talk(stage, server, operator)
  await owner.open(id)
  await owner.log.getByText(QUESTION).waitFor()
  await visitor.panel.getByRole('button', { name: 'More options' }).click()
  await visitor.panel.getByRole('menuitem', { name: 'Forget me' }).click()
  await visitor.panel.getByRole('alertdialog').getByRole('button', { name: 'Forget me' }).click()
  await owner.log.getByText(QUESTION).waitFor({ state: 'detached' })
  await eventually('nothing is told any more', async () => !(await isTold(operator)))
})
