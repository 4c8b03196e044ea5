// A quiet queue, a better spelling and practising a handover, in light and dark, on a desk and on a phone, before axe.
import { examineEverywhere } from '../lib/axe.mjs'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

test('axe: a quiet queue, a better spelling, practising a handover', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const maya = await stage.teammate(server, { to: '/app/inbox?view=waiting' })
  const { page } = maya
  const seen = (name) => examineEverywhere(stage, page, `practice-${name}`)
  await eventually('the server knows that she is there', async () => {
    const { items } = await operator.get('/api/v1/teammates')
    return items.some((each) => each.available)
  })
  const visitor = await stage.visitor(server)
  await visitor.say('My gaiter tore, can i talk to an actual person please')
  await visitor.sees('Finding a person')
  const [{ id }] = await operator.conversations('view=waiting')
  // How long people waited is asked when a queue empties: she has to have seen that it was not.
  await page.locator(`[data-row="${id}"]`).waitFor()
  await operator.about(id, 'claim')
  await page.getByText('The median wait today was').waitFor()
  await seen('quiet')
  await page.goto(`${server.url}/app/inbox?q=gaitor`)
  await page.getByText('Did you mean gaiter?').waitFor()
  await seen('spelling')

  await page.goto(`${server.url}/app/get-started`)
  await page.getByRole('button', { name: 'Start' }).waitFor()
  await seen('steps')
  await page.getByRole('button', { name: 'Start' }).click()
  await page.locator('.coach').getByText('Claim the conversation').waitFor()
  await seen('claim')
  await maya.claim()
  await maya.reply('From nine to five on weekdays.')
  await page.locator('.coach').getByText('Hand the baton back').waitFor()
  await seen('back')
})
