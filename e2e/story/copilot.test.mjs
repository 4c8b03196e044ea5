// A teammate has replies drafted, put in another way, and conversations summed up.
import assert from 'node:assert/strict'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

const QUESTION = 'Do Talus Mid boots run small?'
const UNKNOWN = 'Which volcano is the tallest on Jupiter?'

/** What a model says to each thing that it is asked to write. */
const SAID = [
  [/Make it shorter/, 'Half a size small. [1]'],
  [/Translate it into German/, 'Eine halbe Nummer kleiner. [1]'],
  [/Make it more formal/, 'They run rather small.'],
  [/wants another draft/, 'Take the larger one. [1]'],
  [/Draft the reply/, 'They run about half a size small. [1] Take the larger one. [2]'],
  [/You sum up/, '- Asks whether the Talus Mid runs small\n- Still open: which size'],
]
const says = (body) => {
  const told = body.messages.map((message) => message.content).join('\n')
  return SAID.find(([asked]) => asked.test(told))?.[1] ?? 'They run half a size small. [1]'
}

async function held(stage, server, question = QUESTION) {
  const visitor = await stage.visitor(server)
  await visitor.say(question)
  await visitor.hears('assistant')
  const operator = await stage.operator(server)
  const maya = await stage.teammate(server)
  const [{ id }] = await operator.conversations()
  await maya.open(id)
  await maya.claim()
  const { page } = maya
  return {
    visitor,
    operator,
    maya,
    page,
    id,
    draft: page.getByRole('region', { name: 'Draft from Scout' }),
    text: page.locator('.draft-text'),
    grounded: page.locator('.draft .grounded.end'),
  }
}

test('copilot: a model drafts from sources, in other ways, and only what is used and sent is read', async (stage) => {
  const model = await stage.model()
  model.reply = says
  const server = await stage.demo(model.env)
  const { visitor, maya, page, draft, text, grounded, id, operator } = await held(stage, server)

  // It comes as it is written, names its sources, and is not typed into the field.
  await page.keyboard.press('Control+j')
  await grounded.waitFor()
  assert.equal(await maya.composer.inputValue(), '')
  assert.match(await text.textContent(), /^They run about half a size small\. 1 ?Take the larger one\. 2$/)
  await text.getByRole('button', { name: /^Source 1/ }).click()
  await page.getByRole('dialog').locator('mark').waitFor()
  await page.keyboard.press('Escape')

  // In other ways.
  await draft.getByRole('button', { name: 'Shorter' }).click()
  await text.getByText('Half a size small.').waitFor()
  await grounded.getByText('Grounded in 1 source').waitFor()
  await draft.getByRole('button', { name: 'Translate' }).click()
  await page.getByRole('menuitem', { name: 'German' }).click()
  await text.getByText('Eine halbe Nummer kleiner.').waitFor()
  // What loses its sources is not offered: the draft stays.
  await draft.getByRole('button', { name: 'Rewrite' }).click()
  await page.getByRole('menuitem', { name: 'More formal' }).click()
  await draft.getByRole('alert').getByText('lost the sources').waitFor()
  await text.getByText('Eine halbe Nummer kleiner.').waitFor()
  await draft.getByRole('button', { name: 'Again' }).click()
  await text.getByText('Take the larger one.').waitFor()
  assert.match(model.lastPrompt(), /<earlier_draft>\nEine halbe Nummer kleiner\./)

  // Tab takes it, without the numbers of its sources; nobody has read it until it is sent.
  await maya.composer.focus()
  await page.keyboard.press('Tab')
  await draft.waitFor({ state: 'detached' })
  assert.equal(await maya.composer.inputValue(), 'Take the larger one.')
  assert.ok(!(await visitor.panel.textContent()).includes('Take the larger one'))
  const { items } = await operator.get(`/api/v1/conversations/${id}/messages`)
  assert.equal(items.length, 2, 'no draft is a message')
  await page.keyboard.press('Control+Enter')
  assert.equal((await visitor.hears('human-agent')).text, 'Take the larger one.')
})

test('copilot: a draft is stopped, ends with its thread, and is not made without a source', async (stage) => {
  const model = await stage.model()
  model.reply = says
  const server = await stage.demo(model.env)
  const other = await stage.visitor(server)
  await other.say('How long does delivery take?')
  await other.hears('assistant')
  const { visitor, operator, maya, page, draft, grounded, id } = await held(stage, server)
  const [{ id: second }] = (await operator.conversations()).filter((each) => each.id !== id)

  const stopped = model.holdAfter(8)
  await page.keyboard.press('Control+j')
  await draft.getByText('about half').waitFor()
  await draft.getByRole('button', { name: 'Stop' }).click()
  await stopped.abandoned
  await draft.getByText('about half').waitFor({ state: 'detached' })

  const left = model.holdAfter(8)
  await page.keyboard.press('Control+j')
  await draft.getByText('about half').waitFor()
  await maya.open(second)
  await left.abandoned
  assert.equal(await draft.count(), 0)

  await maya.open(id)
  await visitor.say(UNKNOWN)
  await maya.hears('user', 2)
  const asked = model.requests.length
  await page.getByRole('button', { name: 'Draft a reply with Scout' }).click()
  await draft.getByText('No source for a reply').waitFor()
  assert.equal(await draft.getByRole('button', { name: 'Use draft' }).count(), 0)
  assert.equal(model.requests.length, asked, 'no model was asked')

  // A model that fails says so, and can be asked again.
  await visitor.say(QUESTION)
  await maya.hears('user', 3)
  model.status = 401
  await page.keyboard.press('Control+j')
  await draft.getByText('No draft was written').waitFor()
  model.status = 200
  await draft.getByRole('button', { name: 'Try again' }).click()
  await grounded.waitFor()

  // A summary goes into a note that is still to be added.
  await draft.getByRole('button', { name: 'Summarise' }).click()
  const summary = page.getByRole('region', { name: 'Summary of this conversation' })
  await summary.getByText('Still open: which size').waitFor()
  await summary.getByRole('button', { name: 'Put in a private note' }).click()
  const note = page.getByRole('textbox', { name: 'Private note' })
  await eventually('it is in the note', async () => /Still open: which size/.test(await note.inputValue()))
  await page.keyboard.press('Control+Enter')
  await maya.log.getByText('Still open: which size').waitFor()
  assert.ok(!(await visitor.panel.textContent()).includes('Still open'))
})

test('copilot: without a model a draft quotes, and says what it cannot do', async (stage) => {
  const server = await stage.demo()
  const { maya, page, draft, text, grounded } = await held(stage, server)
  await page.keyboard.press('Control+j')
  await grounded.waitFor()
  await text.getByText('half a size small').waitFor()
  await draft.getByText('Shorter, Rewrite and Translate need a model').waitFor()
  for (const name of ['Shorter', 'Rewrite', 'Translate', 'Again'])
    assert.equal(await draft.getByRole('button', { name }).count(), 0)

  await draft.getByRole('button', { name: 'Summarise' }).click()
  const summary = page.getByRole('region', { name: 'Summary of this conversation' })
  await summary.getByText('No model is set on this server').waitFor()
  await summary.getByText(`Wants: ${QUESTION}`).waitFor()
  await summary.getByRole('button', { name: 'Draft a reply' }).click()
  await grounded.waitFor()
  await draft.getByRole('button', { name: 'Use draft' }).click()
  await eventually('it is in the field', async () =>
    /half a size small/.test(await maya.composer.inputValue()),
  )
  assert.ok(!/\[\d/.test(await maya.composer.inputValue()), 'without numbers')
  // Esc puts a draft away before it leaves the field.
  await page.keyboard.press('Control+j')
  await grounded.waitFor()
  await maya.composer.focus()
  await page.keyboard.press('Escape')
  await draft.waitFor({ state: 'detached' })
  await maya.writes()
})
