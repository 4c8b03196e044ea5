// Supervised autopilot, in light and dark, on a desk and on a phone, before axe.
import { examineEverywhere } from '../lib/axe.mjs'
import { test } from '../lib/suite.mjs'

test('axe: a held answer, changing it, the choice in a conversation, the setting of an assistant', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const { assistant } = await server.ticket()
  await operator.call('PATCH', `/api/v1/assistants/${assistant}`, {
    autopilot: { mode: 'held', hold_s: 600, unseen: 'escalate' },
  })
  const maya = await stage.teammate(server)
  const { page } = maya
  const seen = (name) => examineEverywhere(stage, page, `autopilot-${name}`)
  const visitor = await stage.visitor(server)
  await visitor.say('Do Talus Mid boots run small?')
  await page.locator('.crow', { hasText: 'Answer held' }).waitFor()
  const [{ id }] = await operator.conversations('')
  await seen('row')
  await maya.open(id)
  const card = page.getByRole('region', { name: 'Held answer from Scout' })
  await card.getByText('half a size small').waitFor()
  await seen('held')
  await card.getByRole('button', { name: 'Edit' }).click()
  await seen('edit')
  await card.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Conversation actions' }).click()
  await page.getByRole('menuitem', { name: 'Autopilot' }).click()
  await page.getByRole('dialog', { name: 'Autopilot in this conversation' }).waitFor()
  await seen('dialog')
  await page.keyboard.press('Escape')
  await page.goto(`${server.url}/app/assistants?part=handover`)
  await page.getByRole('heading', { name: 'Autopilot' }).waitFor()
  await seen('setting')
})
