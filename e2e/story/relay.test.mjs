// The first conversation, end to end: asked, answered, passed to a person, answered by them, handed back.
import assert from 'node:assert/strict'
import { eventually, never } from '../lib/eventually.mjs'
import { agree, onceEach } from '../lib/said.mjs'
import { test } from '../lib/suite.mjs'

const QUESTION = 'Do Talus Mid boots run small?'
const ASKS = 'can i talk to an actual person please'
const REPLY = 'Hi! There is **one pair** left in `Bergen`.'
const THANKS = 'great, please hold it for me'
const AFTER = 'Is the Talus Mid waterproof?'

async function relay(stage, server) {
  const maya = await stage.teammate(server, { to: '/app/inbox?view=waiting' })
  const operator = await stage.operator(server)
  await maya.page.getByRole('heading', { name: 'Nobody is waiting' }).waitFor()
  await maya.mark()

  const visitor = await stage.visitor(server, { open: false })
  await visitor.openByKeyboard()
  await visitor.say(QUESTION)
  const answer = await visitor.hears('assistant')
  assert.match(answer.text, /half a size small/)
  await visitor.panel.locator('.w-chip').first().click()
  await visitor.panel.locator('.w-quote blockquote').filter({ hasText: 'half a size' }).waitFor()

  await visitor.say(ASKS)
  await visitor.sees('Finding a person')
  await visitor.panel.getByRole('timer').waitFor()

  const [{ id }] = await operator.conversations('view=waiting')
  await maya.row(id).filter({ hasText: 'Waiting' }).filter({ hasText: 'Asked for a human' }).waitFor()
  await maya.view('All')
  await maya.row(id).waitFor()
  await maya.open(id)
  await maya.holds('Claim')
  await maya.claim()
  // R033: the widget says that a person is there; R039: and after it was handed back, who answers again.
  await visitor.sees('Human is here')
  await visitor.log.getByText('joined').waitFor()

  await maya.reply(REPLY)
  const heard = await visitor.hears('human-agent')
  assert.equal(heard.text, 'Hi! There is one pair left in Bergen.')
  const bubble = visitor.panel.locator('.w-turn.human-agent .w-m')
  assert.equal(await bubble.locator('strong').textContent(), 'one pair')
  assert.equal(await bubble.locator('code').textContent(), 'Bergen')
  await visitor.say(THANKS)
  assert.equal((await maya.hears('user', 3)).text, THANKS)
  await never('the assistant answers while a person holds the baton', () => visitor.live.count(), 1_000)

  await maya.handBack()
  await visitor.sees('Scout')
  await visitor.log.getByText('handed back to Scout').waitFor()
  const before = (await visitor.transcript()).length
  await visitor.say(AFTER)
  const next = await eventually('the assistant answers again', async () => {
    const last = (await visitor.transcript()).slice(before + 1).at(-1)
    return last?.role === 'assistant' && last
  })
  const stored = await agree(operator, id, visitor, maya)
  onceEach(stored, QUESTION, ASKS, REPLY, THANKS, AFTER)
  // R008: what the person said stays theirs, also after it was handed back; there are three roles and no other.
  const roles = new Set((await maya.transcript()).map(({ role }) => role))
  assert.deepEqual([...roles].sort(), ['assistant', 'human-agent', 'user'])
  assert.deepEqual(new Set(stored.map(({ role }) => role)), roles)
  await maya.wasNotReloaded()
  return { id, maya, visitor, operator, next }
}

test('the whole relay, with the built-in answerer', async (stage) => {
  const server = await stage.demo()
  const { visitor, maya, operator, id, next } = await relay(stage, server)
  assert.match(next.text, /water resistant, not waterproof/)

  await maya.press('i')
  const why = maya.page.getByRole('complementary', { name: 'Why this answer' })
  await why.getByText('Sources used').waitFor()
  await why.getByText('The built-in answerer, quoting the best passage').waitFor()
  const spent = why.locator('.timings-list > div', { hasText: 'Finding passages' })
  assert.match(await spent.locator('dd').textContent(), /^\d+ ms$/)
  await maya.press('Escape')
  await lead(visitor, maya, operator, id)
})

/** The visitor asks to be contacted; the form comes; the team moves the lead along. */
async function lead(visitor, maya, operator, id) {
  await visitor.say('please contact me, i need 12 tents')
  const form = visitor.panel.getByRole('form')
  await form.getByLabel('Name').fill('Danuta Pawlak')
  await visitor.button('Send my details').click()
  await form.getByText('Please fill this in.').waitFor()
  await form.getByLabel('Email').fill('danuta@example.org')
  await form.getByText('You may contact me').click()
  await visitor.button('Send my details').click()
  await visitor.log.getByText('We will write to danuta@example.org').waitFor()
  await maya.toasts.getByText('New lead: Danuta Pawlak').waitFor()

  await maya.press('g')
  await maya.page.keyboard.press('l')
  const first = maya.page.locator('table.leads tbody tr').first()
  await first.getByRole('button', { name: 'Danuta Pawlak', exact: true }).click()
  await maya.press('2')
  await maya.toasts.getByText('Danuta Pawlak is Qualified').waitFor()
  const status = async () => (await operator.get('/api/v1/leads')).items[0].status
  await eventually('the server has it', async () => (await status()) === 'qualified')
  await first.getByRole('button', { name: /Status of Danuta Pawlak: Qualified/ }).waitFor()
  await maya.press('z')
  await first.getByRole('button', { name: /Status of Danuta Pawlak: New/ }).waitFor()
  await eventually('undo reached the server', async () => (await status()) === 'new')
  const [only, ...others] = (await operator.get('/api/v1/leads')).items
  assert.deepEqual(others, [])
  assert.equal(only.conversation_id, id)
  assert.equal(only.email, 'danuta@example.org')
}

test('the whole relay, with a streaming model that learns what the person said', async (stage) => {
  const model = await stage.model()
  const server = await stage.demo(model.env)
  const { next } = await relay(stage, server)
  assert.match(next.text, /half a size small/)
  const prompt = model.lastPrompt()
  for (const text of [QUESTION, 'one pair', THANKS, AFTER])
    assert.ok(prompt.includes(text), `not told: ${text}`)
  assert.ok(
    model.requests.every(({ stream }) => stream === true),
    'a request without a stream',
  )
})
