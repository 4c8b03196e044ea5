// The handover brief and standing orders, in light and dark, on a desk and on a phone, before axe.
import { examineEverywhere } from '../lib/axe.mjs'
import { test } from '../lib/suite.mjs'

test('axe: the handover brief, handing back with an order, an order in force', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const maya = await stage.teammate(server, { to: '/app/inbox?view=waiting' })
  const { page } = maya
  const seen = (name) => examineEverywhere(stage, page, `handover-${name}`)
  const visitor = await stage.visitor(server)
  for (const [said, count] of [
    ['Do Talus Mid boots run small?', 1],
    ['Do you sell canoes for the Amazon?', 2],
  ]) {
    await visitor.say(said)
    await visitor.hears('assistant', count)
  }
  await visitor.say('i leave on saturday, can i talk to an actual person')
  await visitor.sees('Finding a person')
  const [{ id, contact }] = await operator.conversations('view=waiting')
  await operator.nameContact(contact.id, { name: 'Hannah Brooks', email: 'hannah@example.org' })
  await maya.open(id)
  await page.getByRole('button', { name: 'Use it' }).waitFor()
  await seen('brief')

  // A brief that does not come says so, where it stands.
  await page.route('**/brief', (route) => route.fulfill({ status: 403, json: {} }))
  await page.reload()
  await page.getByText('The brief could not be put together').waitFor()
  await seen('error')
  await page.unroute('**/brief')
  await page.getByRole('region', { name: 'Handover brief from Scout' }).getByRole('button').click()
  await page.getByRole('button', { name: 'Use it' }).waitFor()

  await maya.claim()
  await maya.press('Shift+H')
  const dialog = page.getByRole('dialog', { name: 'Hand back to Scout' })
  await dialog.getByText('the built-in assistant quotes your pages').waitFor()
  await seen('dialog-empty')
  await dialog.getByLabel('Standing order, if you like').fill('Refund approved, no discounts')
  await seen('dialog')
  await dialog.getByRole('button', { name: 'Hand back' }).click()
  await page.getByRole('region', { name: 'Standing orders' }).waitFor()
  await seen('order')
})
