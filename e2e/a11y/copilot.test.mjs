// What is drafted and summed up, in light and dark, on a desk and on a phone, before axe.
import { examineEverywhere } from '../lib/axe.mjs'
import { test } from '../lib/suite.mjs'

const DRAFT =
  'Yes, they run about half a size small at the heel. [1] Between two sizes take the larger one, with a 3 mm sock. [2]'

test('axe: a draft, one without a source, a summary, and a draft that is quoted', async (stage) => {
  const model = await stage.model()
  model.reply = ({ messages }) =>
    /You sum up/.test(messages[0].content) ? '- Asks about the Talus Mid\n- Still open: which size' : DRAFT
  const server = await stage.demo(model.env)
  const operator = await stage.operator(server)
  const visitor = await stage.visitor(server)
  await visitor.say('Do Talus Mid boots run small?')
  await visitor.hears('assistant')
  const [{ id, contact }] = await operator.conversations()
  await operator.nameContact(contact.id, { name: 'Rafael Ortiz', email: 'rafael@example.org' })
  const maya = await stage.teammate(server)
  const { page } = maya
  const seen = (name) => examineEverywhere(stage, page, `copilot-${name}`)
  await maya.open(id)
  await maya.claim()
  const writing = model.holdAfter(8)
  await page.keyboard.press('Control+j')
  await page.locator('.draft-text').getByText('half a').waitFor()
  await seen('writing')
  writing.release()
  await page.locator('.draft .grounded.end').waitFor()
  await seen('draft')
  await page.getByRole('button', { name: 'Summarise' }).click()
  await page.getByText('Still open: which size').waitFor()
  await seen('summary')
  await visitor.say('Which volcano is the tallest on Jupiter?')
  await maya.hears('user', 2)
  await page.keyboard.press('Control+j')
  await page.getByText('No source for a reply').waitFor()
  await seen('nothing')
  model.status = 401
  await visitor.say('Do Talus Mid boots run small?')
  await maya.hears('user', 3)
  await page.keyboard.press('Control+j')
  await page.getByText('No draft was written').waitFor()
  await seen('failed')
})
