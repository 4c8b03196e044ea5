// A handover with its brief, and back again with a standing order.
import assert from 'node:assert/strict'
import { examineEverywhere } from '../lib/axe.mjs'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

const QUESTION = 'Do Talus Mid boots run small?'
const UNKNOWN = 'Do you sell canoes for the Amazon?'
const ASKS = 'can i talk to an actual person please'
const ORDER = 'Refund approved, no discounts'

// R059: whoever takes over reads what was wanted, tried and what failed, so that nobody has to repeat.
test('handover: the brief is read, used and followed to its messages; an order is left and taken away', async (stage) => {
  const server = await stage.demo()
  const maya = await stage.teammate(server, { to: '/app/inbox?view=waiting' })
  const jonas = await stage.teammate(server, { as: await stage.member(server, 'Jonas', 'editor') })
  const operator = await stage.operator(server)
  const visitor = await stage.visitor(server)
  for (const [said, count] of [
    [QUESTION, 1],
    [UNKNOWN, 2],
  ]) {
    await visitor.say(said)
    await visitor.hears('assistant', count)
  }
  await visitor.say(ASKS)
  await visitor.sees('Finding a person')

  const [{ id }] = await operator.conversations('view=waiting')
  await maya.open(id)
  const brief = maya.page.getByRole('region', { name: 'Handover brief from Scout' })
  const row = (label) => brief.locator('dt', { hasText: label }).locator('+ dd')
  await row('Wants').getByText(QUESTION).waitFor()
  await row('Wants').getByText(UNKNOWN).waitFor()
  assert.equal(await row('Wants').getByText(ASKS).count(), 0)
  await row('Tried').getByText('half a size small').waitFor()
  assert.ok(
    (await row('Tried').locator('.brief-sources').textContent()).length > 3,
    'the answer names its sources',
  )
  await row('Failed').getByText(`No source for “${UNKNOWN}”`).waitFor()

  // Each leads to its message.
  await brief.getByRole('button', { name: `Go to the message: ${QUESTION}` }).click()
  await eventually('the message has the focus', () =>
    maya.log.locator('[data-seq="1"]').evaluate((message) => document.activeElement === message),
  )

  await maya.claim()
  const line = await brief.locator('.brief-first > span').textContent()
  assert.match(
    line,
    /^Hi\. I can see that you asked about “.+”\. You have already been shown “.+”\. I will take it from here\.$/,
  )
  await brief.getByRole('button', { name: 'Use it' }).click()
  await eventually(
    'the first line is in the composer',
    async () => (await maya.composer.inputValue()) === line,
  )
  await maya.page.keyboard.press('Control+Enter')
  assert.equal((await visitor.hears('human-agent')).text, line)

  // Back to the assistant, with an order.
  await maya.press('Shift+H')
  const dialog = maya.page.getByRole('dialog', { name: 'Hand back to Scout' })
  await dialog.getByText('the built-in assistant quotes your pages').waitFor()
  await dialog.getByLabel('Standing order, if you like').fill(ORDER)
  await dialog.getByLabel('7 days').check()
  await dialog.getByLabel('Standing order, if you like').press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })
  await maya.holds('Scout is answering')
  const orders = (mate) => mate.page.getByRole('region', { name: 'Standing orders' })
  await orders(maya).getByText(ORDER).waitFor()
  await maya.log.getByText(`left an order: ${ORDER}`).waitFor()
  const { items, followed } = await operator.get(`/api/v1/conversations/${id}/standing-orders`)
  assert.deepEqual([items.length, items[0].body, followed], [1, ORDER, false])
  const days = (Date.parse(items[0].expires_at) - Date.now()) / 86_400_000
  assert.ok(days > 6.9 && days < 7.1, `it ends in ${days} days`)

  // A teammate sees it, and takes it away; the visitor never reads it.
  await jonas.view('All')
  await jonas.open(id)
  await orders(jonas).getByText(ORDER).waitFor()
  await orders(jonas)
    .getByRole('button', { name: `Take away the order: ${ORDER}` })
    .click()
  await orders(jonas).waitFor({ state: 'detached' })
  await orders(maya).waitFor({ state: 'detached' })
  await maya.log.getByText(`took an order away: ${ORDER}`).waitFor()
  const read = await visitor.panel.textContent()
  assert.ok(!read.includes(ORDER), 'the visitor does not read orders')
})

test('handover: undone, the order goes with the hand-back', async (stage) => {
  const server = await stage.demo()
  const maya = await stage.teammate(server)
  const operator = await stage.operator(server)
  const visitor = await stage.visitor(server)
  await visitor.say(ASKS)
  await visitor.sees('Finding a person')
  const [{ id }] = await operator.conversations('view=waiting')
  await maya.open(id)
  await maya.claim()
  await maya.holder.getByRole('button', { name: 'Leave an order and hand back' }).click()
  const dialog = maya.page.getByRole('dialog', { name: 'Hand back to Scout' })
  await dialog.getByLabel('Standing order, if you like').fill(ORDER)
  await dialog.getByRole('button', { name: 'Hand back' }).click()
  const orders = maya.page.getByRole('region', { name: 'Standing orders' })
  await orders.getByText(ORDER).waitFor()
  await maya.press('z')
  await maya.holds('You have it')
  await orders.waitFor({ state: 'detached' })
})

const TOLD = 'My pair of Talus Mid came in 43, order A-1234. I need 44'
const WROTE = `WANTS 3: the Talus Mid in 44
KNOWN 3: order number = A-1234
KNOWN 3: phone = 0660 123
TRIED 2: the Talus Mid runs half a size small
FAILED 9: the parcel
WANTS 3: a refund for Maria
FIRST 3: Hi. I can see order A-1234, I will look for a pair in 44.`

// R059: built by the model where there is one, else put together from the trace; never invented.
test('handover: a model puts the brief into words, and what was not said is not in it', async (stage) => {
  const model = await stage.model()
  const isBrief = (body) => body.messages[0].content.includes('handover brief')
  model.reply = (body) => (isBrief(body) ? WROTE : 'The Talus Mid runs half a size small. [1]')
  const server = await stage.demo(model.env)
  const maya = await stage.teammate(server)
  const operator = await stage.operator(server)
  const visitor = await stage.visitor(server)
  for (const [said, count] of [
    [QUESTION, 1],
    [TOLD, 2],
  ]) {
    await visitor.say(said)
    await visitor.hears('assistant', count)
  }
  const [{ id }] = await operator.conversations()
  await maya.open(id)
  const held = model.holdAfter(2)
  await operator.about(id, 'escalate', { reason: 'sensitive', text: 'Wrong size' })

  // Nobody waits for it: what was said and stored is there at once.
  const brief = maya.page.getByRole('region', { name: 'Handover brief from Scout' })
  const row = (label) => brief.locator('dt', { hasText: label }).locator('+ dd')
  await brief.getByText('From the trace').waitFor()
  await brief.getByText('The model is writing').waitFor()
  await row('Wants').getByText(TOLD).waitFor()
  held.release()

  await brief.getByText('Written by the model').waitFor()
  await brief.getByText('The model is writing').waitFor({ state: 'detached' })
  assert.deepEqual(await row('Wants').locator('button').allTextContents(), ['the Talus Mid in 44'])
  await row('Known').getByText('A-1234').waitFor()
  await row('Tried').getByText('the Talus Mid runs half a size small').waitFor()
  await row('Tried').locator('.brief-sources').waitFor()
  const text = await brief.textContent()
  for (const invented of ['0660', 'parcel', 'Maria', 'refund'])
    assert.ok(!text.includes(invented), `${invented} was never said`)
  await examineEverywhere(stage, maya.page, 'handover-model')

  // A statement leads to the message that says so, and the first line is a suggestion.
  await row('Known')
    .getByRole('button', { name: /A-1234/ })
    .click()
  await eventually('the message has the focus', () =>
    maya.log.locator('[data-seq="3"]').evaluate((message) => document.activeElement === message),
  )
  await row('First line').getByText('Suggestion').waitFor()
  await maya.claim()
  await brief.getByRole('button', { name: 'Use it' }).click()
  await eventually('the suggestion is in the composer', async () =>
    /^Hi\. I can see order A-1234/.test(await maya.composer.inputValue()),
  )
})
