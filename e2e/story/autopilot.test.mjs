// Supervised autopilot: answers that are held for the team, and a conversation in which the assistant is off.
import assert from 'node:assert/strict'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

const QUESTION = 'Do Talus Mid boots run small?'

/** The assistant of the demo holds its answers. */
async function hold(server, operator, autopilot) {
  const { assistant } = await server.ticket()
  await operator.call('PATCH', `/api/v1/assistants/${assistant}`, {
    autopilot: { mode: 'held', hold_s: 60, unseen: 'send', ...autopilot },
  })
}

const card = (mate) => mate.page.getByRole('region', { name: 'Held answer from Scout' })
const said = async (visitor) =>
  (await visitor.transcript()).filter(({ role }) => role !== 'user').map(({ text }) => text)

/** A visitor was answered, and a teammate looks at it; an act of its menu opens a dialog. */
async function answered(stage, server, act, title = act) {
  const operator = await stage.operator(server)
  const maya = await stage.teammate(server)
  const visitor = await stage.visitor(server)
  await visitor.say(QUESTION)
  await visitor.hears('assistant')
  const [{ id }] = await operator.conversations('')
  await maya.open(id)
  await maya.page.getByRole('button', { name: 'Conversation actions' }).click()
  await maya.page.getByRole('menuitem', { name: act }).click()
  return { operator, maya, visitor, dialog: maya.page.getByRole('dialog', { name: title }) }
}

test('autopilot: a held answer is passed, changed and stopped by the team, and a takeover voids it', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  await hold(server, operator)
  const maya = await stage.teammate(server)
  const visitor = await stage.visitor(server)

  // Held: the team reads it with its sources and a countdown, the visitor that an answer is being written.
  await visitor.say(QUESTION)
  await maya.page.locator('.crow', { hasText: 'Answer held' }).waitFor()
  const [{ id }] = await operator.conversations('')
  await maya.open(id)
  await card(maya).getByText('half a size small').waitFor()
  await card(maya).getByText('Grounded in').waitFor()
  await card(maya)
    .getByRole('timer')
    .filter({ hasText: /Goes out in 0:\d\d/ })
    .waitFor()
  assert.equal(await maya.live.count(), 0, 'nothing is being written any more')
  await visitor.live.waitFor()
  assert.deepEqual(await said(visitor), [])
  await visitor.page.reload()
  await visitor.panel.waitFor()
  await visitor.live.waitFor()

  await card(maya).getByRole('button', { name: 'Let it pass' }).click()
  assert.match((await visitor.hears('assistant')).text, /half a size small/)
  await card(maya).waitFor({ state: 'detached' })
  await maya.log.getByText('let the answer pass').waitFor()
  await visitor.live.waitFor({ state: 'detached' })

  // Changed: the visitor reads the words of the teammate as the assistant's.
  await visitor.say('Is the Talus Mid waterproof?')
  await card(maya).getByRole('button', { name: 'Edit' }).click()
  const field = card(maya).getByRole('textbox', { name: 'The answer, in your words' })
  await field.fill('It is waterproof to the ankle.')
  await card(maya)
    .getByRole('timer')
    .filter({ hasText: /2:\d\d/ })
    .waitFor()
  await field.press('Control+Enter')
  assert.equal((await visitor.hears('assistant', 2)).text.trim(), 'It is waterproof to the ankle.')
  await maya.log.getByText('changed the answer before it went out').waitFor()

  // Who takes over is alone with the visitor.
  await visitor.say('How long does a refund take?')
  await card(maya).waitFor()
  await maya.press('c')
  await maya.holds('You have it')
  await card(maya).waitFor({ state: 'detached' })
  await operator.about(id, 'release')
  await maya.holds('Scout is answering')
  assert.equal((await said(visitor)).length, 2)

  // Stopped: nothing of it is said, and the visitor waits for a person.
  await visitor.say('And how long does resoling take?')
  await card(maya).getByRole('button', { name: 'Stop it' }).click()
  await maya.log.getByText('stopped an answer of Scout').waitFor()
  await visitor.sees('Finding a person')
  assert.equal((await said(visitor)).length, 2)
  const acts = (await operator.get('/api/v1/audit')).items.map(({ action }) => action)
  for (const act of ['held_answer.pass', 'held_answer.edit', 'held_answer.veto'])
    assert.ok(acts.includes(act), `${act} is in the audit log`)
})

test('autopilot: what is held outlives a crash, and goes out once when nobody looks', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  await hold(server, operator, { hold_s: 8 })
  const visitor = await stage.visitor(server)
  await visitor.say(QUESTION)
  await eventually('it is held', async () => {
    const [conversation] = await operator.conversations('')
    assert.ok(conversation?.held_until)
  })
  await server.kill()
  await server.start()
  assert.match((await visitor.hears('assistant')).text, /half a size small/)
  const [{ id, held_until }] = await operator.conversations('')
  assert.equal(held_until, null)
  const answers = (await operator.messages(id)).filter(({ role }) => role === 'assistant')
  assert.equal(answers.length, 1)
})

test('autopilot: turned off in one conversation, its visitor waits for a person', async (stage) => {
  const server = await stage.demo()
  const { maya, visitor, dialog } = await answered(
    stage,
    server,
    'Autopilot',
    'Autopilot in this conversation',
  )
  await dialog.getByRole('radio', { name: /^Off/ }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await maya.log.getByText('turned autopilot off here').waitFor()

  await visitor.say('Is the Talus Mid waterproof?')
  await visitor.sees('Finding a person')
  await maya.page.getByText('Autopilot is off').first().waitFor()
  assert.equal((await said(visitor)).length, 1)
})

const WHISPER = 'Ask for the order number, and offer free shipping'

// A word to the assistant, which does it in its own voice.
test('autopilot: a whisper is carried out by the assistant, without a takeover', async (stage) => {
  const model = await stage.model()
  model.reply = (body) =>
    JSON.stringify(body.messages[0]).includes('<whispers>')
      ? 'May I have your order number? Shipping is free for you.'
      : 'The Talus Mid runs half a size small. [1]'
  const server = await stage.demo(model.env)
  const { operator, maya, visitor, dialog } = await answered(stage, server, 'Whisper to Scout')
  await dialog.getByLabel('What Scout shall do').fill(WHISPER)
  await dialog.getByLabel('What Scout shall do').press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })

  const answer = await visitor.hears('assistant', 2)
  assert.match(answer.text, /May I have your order number\? Shipping is free for you\./)
  await maya.holds('Scout is answering')
  const note = maya.log.getByRole('article', { name: /whispered to Scout/ })
  await note.getByText(WHISPER).waitFor()
  assert.ok(!(await visitor.panel.textContent()).includes(WHISPER), 'the visitor does not read it')
  await maya.press('i')
  const why = maya.page.getByRole('complementary', { name: 'Why this answer' })
  await why.getByText(WHISPER).waitFor()
  const acts = (await operator.get('/api/v1/audit')).items.map(({ action }) => action)
  assert.ok(acts.includes('conversation.whisper'))
})

test('autopilot: without a model the dialog says that the assistant cannot follow a whisper', async (stage) => {
  const server = await stage.demo()
  const { dialog } = await answered(stage, server, 'Whisper to Scout')
  await dialog.getByText('No model is set').waitFor()
  assert.equal(await dialog.getByRole('textbox').count(), 0, 'nothing is offered that does not work')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.waitFor({ state: 'detached' })
})

test('autopilot: who struggles is ranked by need, with the reason, live', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const maya = await stage.teammate(server, { to: '/app/inbox?sort=need' })
  await maya.page.getByText('Nobody seems to need a person').waitFor()
  const visitor = await stage.visitor(server)
  await visitor.say('Do you sell canoes for the Amazon river?')
  await visitor.hears('assistant')
  await maya.page.locator('.crow', { hasText: 'Had no answer' }).waitFor()
  const [{ id, struggle }] = await operator.conversations('sort=need')
  assert.equal(struggle.signs[0], 'refused')
  // With a person it is no longer in the list.
  await operator.about(id, 'claim')
  await maya.page.getByText('Nobody seems to need a person').waitFor()
})
