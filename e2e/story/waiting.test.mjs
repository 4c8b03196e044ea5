// Asking for a person, in each of the three cases: somebody is there, nobody is at their desk, the team is gone.
import assert from 'node:assert/strict'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

const ASKS = 'can i talk to an actual person please'
const QUESTION = 'Do Talus Mid boots run small?'

/** Hours that are over for today and begin again tomorrow, whatever day it is. */
function closedNow() {
  const tomorrow = (new Date().getUTCDay() + 7) % 7
  const weekly = Array.from({ length: 7 }, () => [])
  weekly[tomorrow] = [{ from: '00:00', to: '24:00' }]
  return { enabled: true, time_zone: 'UTC', weekly, holidays: [], offer_after_s: 120 }
}

test('waiting: the place in the queue, the assistant’s help, and the place is kept', async (stage) => {
  const server = await stage.demo()
  const maya = await stage.teammate(server, { to: '/app/inbox?view=waiting' })
  const operator = await stage.operator(server)
  await eventually('the server knows that she is there', async () => {
    const { items } = await operator.get('/api/v1/teammates')
    return items.some((each) => each.available)
  })
  const first = await stage.visitor(server)
  await first.say(ASKS)
  await first.sees('Finding a person')
  await first.log.getByText('You are next.').waitFor()
  const second = await stage.visitor(server)
  await second.say(ASKS)
  await second.log.getByText('You are number 2.').waitFor()
  const [before, mine] = await operator.conversations('view=waiting&sort=longest_wait')

  // With the assistant's help, and still in the queue.
  await second.button('Stay with Scout').click()
  await second.sees('Scout')
  await second.log.getByText('You are number 2.').waitFor()
  await second.say(QUESTION)
  await eventually('the assistant helps', async () => {
    const said = await second.transcript()
    return said.at(-1).role === 'assistant' && /half a size small/.test(said.at(-1).text)
  })
  await maya.row(mine.id).filter({ hasText: 'Waiting' }).waitFor()
  await maya.open(mine.id)
  await maya.log.getByText('The visitor keeps their place').waitFor()

  // Places move as the queue does.
  await operator.about(before.id, 'claim')
  await first.sees('Human is here')
  await second.log.getByText('You are next.').waitFor()
  await maya.claim()
  await second.sees('Human is here')
  await maya.reply('Here I am.')
  assert.equal((await second.hears('human-agent')).text, 'Here I am.')
})

test('waiting: nobody is at their desk, an e-mail instead', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const hours = (await operator.get('/api/v1/business-hours')).hours
  await operator.call('PATCH', '/api/v1/business-hours', { ...hours, offer_after_s: 30 })
  const visitor = await stage.visitor(server)
  await visitor.say(ASKS)
  await visitor.sees('Finding a person')
  await visitor.log.getByText('Nobody is at their desk right now', { exact: false }).first().waitFor()
  await visitor.button('Email me instead').click()
  const form = visitor.panel.getByRole('form')
  await form.getByLabel('Email').fill('hannah@example.org')
  await form.getByText('You may contact me').click()
  await visitor.button('Send my details').click()
  await visitor.log.getByText('The answer comes by email.', { exact: false }).waitFor()
  const [waiting] = await operator.conversations('view=waiting')
  assert.equal(waiting.baton.waits, 'mail')
  assert.equal(waiting.contact.email, 'hannah@example.org')
})

test('waiting: after the configured time the form is offered, and takes nothing out of the hand', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const hours = (await operator.get('/api/v1/business-hours')).hours
  await operator.call('PATCH', '/api/v1/business-hours', { ...hours, offer_after_s: 30 })
  const maya = await stage.teammate(server, { to: '/app/inbox?view=waiting' })
  await eventually('the server knows that she is there', async () => {
    const { items } = await operator.get('/api/v1/teammates')
    return items.some((each) => each.available)
  })
  const visitor = await stage.visitor(server)
  // By the button, without a word: the team sees them all the same.
  await visitor.button('Talk to a person').click()
  await visitor.sees('Finding a person')
  const form = visitor.panel.getByRole('form')
  assert.equal(await form.count(), 0)
  const [waiting] = await operator.conversations('view=waiting')
  await maya.row(waiting.id).waitFor()
  await visitor.field.fill('It is about my ')
  await form.waitFor({ timeout: 60_000 })
  await visitor.page.keyboard.type('boots')
  assert.equal(await visitor.field.inputValue(), 'It is about my boots')
  await form.getByLabel('Email').fill('late@example.org')
  await form.locator('.w-check').click()
  await visitor.button('Send my details').click()
  await visitor.log.getByText('The answer comes by email.', { exact: false }).waitFor()
})

test('waiting: outside business hours it is said when the team is back, and the form is offered', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  await operator.call('PATCH', '/api/v1/business-hours', closedNow())
  const visitor = await stage.visitor(server)
  await visitor.say(ASKS)
  const said = await visitor.hears('assistant')
  assert.match(said.text, /The team is not there right now and is back tomorrow at 00:00/)
  await visitor.panel.getByRole('form').getByLabel('Email').waitFor()
  await visitor.log.getByText('The team is back on', { exact: false }).waitFor()
  await visitor.say(QUESTION)
  await eventually('the assistant goes on helping', async () =>
    /half a size small/.test((await visitor.transcript()).at(-1).text),
  )
  // The settings say the same of this moment.
  const maya = await stage.teammate(server, { to: '/app/settings/business-hours' })
  await maya.page.getByText(/^Closed, opens/).waitFor()
  await maya.page.getByRole('switch', { name: 'Keep business hours' }).click()
  await maya.page.getByText('Open now', { exact: true }).waitFor()
  await maya.page.getByRole('button', { name: 'Save', exact: true }).click()
  await maya.toasts.getByText('The business hours are saved').waitFor()
})
