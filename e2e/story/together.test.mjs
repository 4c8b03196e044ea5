// Seeing each other: who looks, who writes, what was read, what is new; and a reply that lets go of the baton.
import assert from 'node:assert/strict'
import { Caller } from '../lib/api.mjs'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

test('two teammates and a visitor see each other: looking, writing, reading', async (stage) => {
  const server = await stage.demo()
  const jonas = await stage.member(server, 'Jonas', 'editor')
  const operator = await stage.operator(server)
  const maya = await stage.teammate(server)
  const mate = await stage.teammate(server, { as: jonas })
  const visitor = await stage.visitor(server)
  await visitor.say('can i talk to an actual person please')
  await visitor.sees('Finding a person')
  const [{ id }] = await operator.conversations('view=waiting')

  // Who looks at it is in the bar of those who look too, and in the rows of those who do not.
  await maya.open(id)
  await mate.row(id).locator('.viewers').waitFor()
  await mate.open(id)
  await maya.page.locator('.t-status .viewers', { hasText: 'Jonas is also viewing' }).waitFor()
  await maya.claim()

  // Both write at once: the note is the team's alone, and whoever reads along knows of both.
  await mate.press('n')
  const note = mate.page.getByRole('textbox', { name: 'Private note' })
  await note.pressSequentially('Ask for the size')
  await maya.page.getByText('Jonas is writing a note').waitFor()
  await maya.composer.pressSequentially('Hello, which')
  await mate.page.getByText(/is writing a reply/).waitFor()
  await visitor.log.getByText(/is typing/).waitFor()
  await note.press('Escape')

  // The visitor writes: in the thread at once, and in the list of whoever looks elsewhere.
  await mate.press('Escape')
  await visitor.field.pressSequentially('I wear a forty-two and I measured it', { delay: 90 })
  await maya.log.getByText(/is typing/).waitFor()
  await mate.row(id).getByText('is typing…').waitFor()

  // What was said is seen, with the time.
  await maya.reply('Which size do you wear?')
  await visitor.hears('human-agent')
  await maya.log.locator('article.msg.h .seen', { hasText: /^Seen \d/ }).waitFor()

  // New since one looked: the line, and the thread opens there.
  await mate.row(id).locator('.viewers').waitFor()
  for (const part of ['heel', 'instep', 'ball', 'toes'])
    await visitor.say(`I measured the ${part} three times over and wrote all of it down. `.repeat(12))
  await eventually('the server has all of it', async () => {
    const said = await operator.messages(id)
    return said.filter((message) => message.role === 'user').length === 5
  })
  await mate.row(id).locator('.unread-n').waitFor()
  await mate.open(id)
  const divider = mate.log.locator('.t-unread')
  await divider.waitFor()
  await eventually('the thread is opened at what is new', () =>
    divider.evaluate((line) => {
      const box = line.closest('.transcript').getBoundingClientRect()
      const { top, bottom } = line.getBoundingClientRect()
      return top >= box.top && bottom <= box.top + box.height / 2
    }),
  )
  assert.equal(await maya.log.locator('.t-unread').count(), 0)
  await mate.log.press('End')

  // Whoever leaves is not shown any more.
  await mate.press('Escape')
  await maya.page.locator('.t-status .viewers').waitFor({ state: 'detached' })
})

test('a reply closes with it, and undo takes the baton back', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const maya = await stage.teammate(server)
  const visitor = await stage.visitor(server)
  await visitor.say('can i talk to an actual person please')
  await visitor.sees('Finding a person')
  const [{ id }] = await operator.conversations('view=waiting')
  await maya.open(id)
  await maya.claim()
  await maya.toasts.getByText('You took over').waitFor()

  // R063: one act for the reply and for closing.
  await maya.composer.fill('All is well')
  await maya.page.getByRole('button', { name: 'Emoji' }).click()
  await maya.page.getByRole('combobox', { name: 'Search emoji' }).fill('celebrate')
  await maya.page.keyboard.press('Enter')
  await eventually(
    'the emoji is in the reply',
    async () => (await maya.composer.inputValue()) === 'All is well🎉',
  )
  await maya.page.keyboard.press('Control+Shift+Enter')
  assert.equal((await visitor.hears('human-agent')).text, 'All is well🎉')
  await eventually('it is closed', async () => {
    const { baton } = await operator.get(`/api/v1/conversations/${id}`)
    return baton.status === 'resolved'
  })
  await maya.toasts.getByText('Sent, and closed').waitFor()
  await maya.press('z')
  await maya.holds('You have it')

  // The other way to let go is in the menu.
  await maya.press('r')
  await maya.writes()
  await maya.composer.fill('Scout goes on')
  await maya.page.getByRole('button', { name: 'More ways to send' }).click()
  await maya.page.getByRole('menuitem', { name: /Send and hand back/ }).click()
  await maya.holds('Scout is answering')
  assert.equal((await visitor.hears('human-agent', 2)).text, 'Scout goes on')
})

test('what came while the line was cut is fetched, counted, and nothing is missed', async (stage) => {
  const server = await stage.demo()
  const network = await stage.network()
  const operator = await stage.operator(server)
  const maya = await stage.teammate(server, { network })
  await maya.says('0 missed')
  const visitor = await stage.visitor(server)
  network.cut()
  await maya.page.getByText(/Next try in \d+ s\./).waitFor({ timeout: 40_000 })
  await visitor.say('can i talk to an actual person please')
  await visitor.sees('Finding a person')
  const { latest_seq } = await operator.get('/api/v1/events?after=0')
  network.mend()
  await maya.says('WS: Connected', 60_000)
  await maya.indicator.filter({ hasText: /[1-9]\d* caught up, 0 missed/ }).waitFor()
  assert.ok(latest_seq > 0)
})

test('a visitor whose network lets no socket through has the green dot', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const maya = await stage.teammate(server)
  const network = await stage.network()
  network.refusesWebSockets = true
  const visitor = await stage.visitor(server, { network })
  await visitor.say('do you have boots in size 42?')
  const [{ id }] = await eventually('the conversation is there', async () => {
    const all = await operator.conversations('view=all')
    assert.ok(all.length)
    return all
  })
  // R058: asking every few seconds is being there.
  await maya.row(id).locator('.cav .dot.on').waitFor({ timeout: 40_000 })
})

test('a search opens the thread at the message that it found', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const { assistant } = await server.ticket()
  const caller = await Caller.arrive(server, assistant)
  const id = caller.conversation
  await caller.say('can i talk to an actual person please')
  await operator.about(id, 'claim')
  await operator.reply(id, 'The xylophone is at the very start.')
  for (let n = 0; n < 70; n++) await operator.reply(id, `Line ${n} of many.`)
  // More was said since than a thread loads at once.
  const maya = await stage.teammate(server, { to: '/app/inbox?q=xylophone' })
  await maya.open(id)
  const found = maya.log.locator('.msg.is-found', { hasText: 'xylophone' })
  await found.waitFor()
  await eventually('it is in view', () =>
    found.evaluate((message) => {
      const box = message.closest('.transcript').getBoundingClientRect()
      const { top, bottom } = message.getBoundingClientRect()
      return top >= box.top && bottom <= box.bottom
    }),
  )
})
