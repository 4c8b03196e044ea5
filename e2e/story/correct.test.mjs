// A teammate corrects an answer: from its reason to a reviewed answer, which is tried on earlier questions first.
import assert from 'node:assert/strict'
import { test } from '../lib/suite.mjs'

const QUESTION = 'Do Talus Mid boots run small?'
const BETTER = 'By **half a size**. Between two sizes take the larger one.'
const BACK_MS = 30_000

/** Visitors were answered, and a teammate reads why the first was. */
async function reading(stage, server, questions, options) {
  for (const question of questions) {
    const visitor = await stage.visitor(server)
    await visitor.say(question)
    await visitor.hears('assistant')
  }
  const operator = await stage.operator(server)
  const { id } = (await operator.conversations('')).at(-1)
  const maya = await stage.teammate(server, options)
  await maya.open(id)
  await maya.log.getByText('Grounded in').first().waitFor()
  await maya.press('i')
  const pane = maya.page.getByRole('complementary', { name: 'Why this answer' })
  await pane.getByText('Understood as').waitFor()
  return { operator, maya, id, pane, dialog: maya.page.getByRole('dialog', { name: 'Correct this answer' }) }
}

const fields = (dialog) => ({
  question: dialog.getByRole('textbox', { name: 'When somebody asks' }),
  answer: dialog.getByRole('textbox', { name: 'Scout answers' }),
})

test('correct: an answer is corrected, what it changes is seen first, and the next visitor reads it', async (stage) => {
  const server = await stage.demo()
  const asked = [
    QUESTION,
    'do talus mid boots run small?',
    'Which Talus boots run small?',
    'How long does a refund take?',
  ]
  const { operator, maya, pane, dialog } = await reading(stage, server, asked)
  const { page } = maya
  const known = (await operator.get('/api/v1/knowledge/sources')).items.length

  // It begins with what was asked and said, and what is written outlives its dialog and a reload.
  await pane.getByRole('button', { name: 'Correct this answer' }).click()
  const { question, answer } = fields(dialog)
  assert.equal(await question.inputValue(), QUESTION)
  assert.doesNotMatch(await answer.inputValue(), /\[\d+\]/)
  await answer.fill(BETTER)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.reload()
  await maya.log.getByText('Grounded in').first().waitFor()
  await maya.press('i')
  await pane.getByRole('button', { name: 'Go on correcting' }).click()
  assert.equal(await answer.inputValue(), BETTER)

  // What changes, and what stays; nothing has changed yet.
  await answer.press('Control+Enter')
  await dialog.getByRole('heading', { name: /\d answers? changes?/ }).waitFor()
  const changed = dialog.getByRole('article', { name: QUESTION }).first()
  await changed.getByText('Asked 2 times').waitFor()
  await changed.getByText('half a size small').first().waitFor()
  await changed.getByText('Between two sizes take the larger one.').waitFor()
  const link = changed.getByRole('link', { name: 'Open conversation' })
  assert.match(await link.getAttribute('href'), /\/app\/inbox\/[0-9a-f-]{36}$/)
  assert.equal(await dialog.getByText('How long does a refund take?').count(), 0)
  assert.equal((await operator.get('/api/v1/knowledge/sources')).items.length, known)

  // Back to the words, and then out.
  await dialog.getByRole('button', { name: 'Go on writing' }).click()
  assert.equal(await answer.inputValue(), BETTER)
  await dialog.getByRole('button', { name: 'See what changes' }).click()
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await maya.toasts.getByText('Scout gives this answer from now on').waitFor()
  await dialog.waitFor({ state: 'detached' })
  await pane.getByRole('button', { name: 'Correct this answer' }).waitFor()

  const next = await stage.visitor(server)
  await next.say(QUESTION)
  assert.match(
    (await next.hears('assistant')).text,
    /^By half a size\. Between two sizes take the larger one\./,
  )
  const acts = (await operator.get('/api/v1/audit')).items.map(({ action }) => action)
  assert.ok(acts.includes('knowledge.correct'))
  await page.goto(`${server.url}/app/knowledge`)
  await page.getByText('Reviewed answer').waitFor()
})

test('correct: offline nothing is lost, and whoever may not change knowledge is offered nothing', async (stage) => {
  const server = await stage.demo()
  const network = await stage.network()
  const { maya, pane, dialog } = await reading(stage, server, [QUESTION], { network })
  await pane.getByRole('button', { name: 'Correct this answer' }).click()
  const { answer } = fields(dialog)
  await answer.fill(BETTER)
  await maya.page.route('**/corrections/preview', (route) => route.abort())
  await dialog.getByRole('button', { name: 'See what changes' }).click()
  await dialog.getByText('What changes could not be found out').waitFor()
  assert.ok(await dialog.getByRole('button', { name: 'Publish' }).isDisabled())
  await maya.page.unroute('**/corrections/preview')
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await dialog.getByRole('heading', { name: '1 answer changes' }).waitFor()
  await maya.page.route('**/corrections', (route) => route.abort())
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await dialog.getByRole('alert').waitFor()
  await maya.page.unroute('**/corrections')
  network.cut()
  await maya.page.context().setOffline(true)
  await dialog.getByText('Offline. What you wrote is kept').waitFor({ timeout: BACK_MS })
  assert.ok(await dialog.getByRole('button', { name: 'Publish' }).isDisabled())
  await dialog.getByRole('button', { name: 'Go on writing' }).click()
  assert.equal(await answer.inputValue(), BETTER)

  const vera = await stage.member(server, 'Vera', 'viewer')
  const viewer = await stage.teammate(server, { as: vera })
  const operator = await stage.operator(server)
  const [{ id }] = await operator.conversations('')
  await viewer.open(id)
  await viewer.log.getByText('Grounded in').first().waitFor()
  await viewer.press('i')
  await viewer.page.getByText('Understood as').waitFor()
  assert.equal(await viewer.page.getByRole('button', { name: 'Correct this answer' }).count(), 0)
})
