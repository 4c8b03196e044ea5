// Correcting an answer, in light and dark, on a desk and on a phone, before axe.
import { examineEverywhere } from '../lib/axe.mjs'
import { test } from '../lib/suite.mjs'

const QUESTION = 'Do Talus Mid boots run small?'

test('axe: why an answer was held, correcting it, what that changes, and where nothing is like it', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  for (const question of ['Is the Talus Mid small for wide feet?', 'Which Talus Mid boots run large?']) {
    const visitor = await stage.visitor(server)
    await visitor.say(question)
    await visitor.hears('assistant')
  }
  const { assistant } = await server.ticket()
  await operator.call('PATCH', `/api/v1/assistants/${assistant}`, {
    autopilot: { mode: 'held', hold_s: 600, unseen: 'escalate' },
  })
  const maya = await stage.teammate(server)
  const { page } = maya
  const seen = (name) => examineEverywhere(stage, page, `correct-${name}`)
  const visitor = await stage.visitor(server)
  await visitor.say(QUESTION)
  await page.locator('.crow', { hasText: 'Answer held' }).waitFor()
  const [{ id }] = await operator.conversations('')
  await maya.open(id)
  const card = page.getByRole('region', { name: 'Held answer from Scout' })
  await card.getByRole('button', { name: 'Edit' }).click()
  await card.getByRole('textbox', { name: 'The answer, in your words' }).fill('By half a size. [1]')
  await card.getByRole('button', { name: 'Send' }).click()
  await visitor.hears('assistant')
  await maya.press('i')
  const pane = page.getByRole('complementary', { name: 'Why this answer' })
  await pane.getByText(/changed it at/).waitFor()
  await pane.getByText('As Scout wrote it').click()
  await pane.getByText('Held for your team').scrollIntoViewIfNeeded()
  await seen('held')
  await pane.getByRole('button', { name: 'Correct this answer' }).scrollIntoViewIfNeeded()
  await seen('why')
  await pane.getByRole('button', { name: 'Correct this answer' }).click()
  const dialog = page.getByRole('dialog', { name: 'Correct this answer' })
  const answer = dialog.getByRole('textbox', { name: 'Scout answers' })
  await answer.fill(
    'They run half a size small:\n\n- Between two sizes take the larger one.\n- Try it with a thick sock.',
  )
  await seen('write')
  await dialog.getByRole('button', { name: 'See what changes' }).click()
  await dialog.getByRole('heading', { name: /answers? changes?/ }).waitFor()
  await seen('changes')
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.goto(`${server.url}/app/knowledge`)
  await page.getByText('Reviewed answer').waitFor()
  await seen('knowledge')
})
