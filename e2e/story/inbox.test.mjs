// The inbox as a queue: what a row and the bar of a thread show, live, and how something is found in it.
import assert from 'node:assert/strict'
import { Caller } from '../lib/api.mjs'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

const ASKS = 'The zip of my Larch tent broke, can i talk to an actual person please'

test('inbox: the queue as it comes, claimed by one and seen by all', async (stage) => {
  const server = await stage.demo()
  const jonas = await stage.member(server, 'Jonas', 'editor')
  // R001, R053: the inbox at its address, and that it is live.
  const maya = await stage.teammate(server, { to: '/app/inbox' })
  const mate = await stage.teammate(server, { as: jonas, to: '/app/inbox?view=waiting' })
  await maya.says('WS: Connected')
  await maya.mark()
  await mate.mark()

  // R002, R047, R048, R066: who asks for a person is in everybody's queue at once, without a reload.
  const visitor = await stage.visitor(server)
  await visitor.say('How much is the Talus Mid?')
  await visitor.hears('assistant')
  await visitor.say(ASKS)
  await visitor.sees('Finding a person')
  const operator = await stage.operator(server)
  const [{ id }] = await operator.conversations('view=waiting')
  const row = mate.row(id)
  // R055, R056, R058: what was said last, how long ago, and that they are there.
  const last = (await operator.messages(id)).at(-1).body
  assert.ok((await row.locator('.l2').textContent()).includes(last.slice(0, 20)))
  assert.match(await row.locator('time').textContent(), /now|\d+ ?[sm]/)
  await row.locator('.cav .dot.on').waitFor()

  // R050, R051, R052: three tabs, each with its own.
  await maya.row(id).waitFor()
  await maya.view('Mine')
  await maya.page.getByText('You hold no baton').waitFor()
  await maya.view('Waiting')
  await maya.open(id)

  // R059, R007: the whole transcript, the visitor on one side and our side on the other.
  await maya.log.locator('article.msg.v', { hasText: 'How much is the Talus Mid?' }).waitFor()
  const left = await maya.log.locator('article.msg.v .bub').first().boundingBox()
  const right = await maya.log.locator('article.msg.a .bub').first().boundingBox()
  assert.ok(right.x + right.width > left.x + left.width && right.x > left.x, 'on two sides')

  // R060, R061, R062, R065: that it goes on, why, about what, and where.
  const bar = maya.page.locator('.t-status')
  await bar.getByText('Active').waitFor()
  await bar.locator('.dot.on').waitFor()
  await bar.getByText('Asked for a human').waitFor()
  await bar.locator('.chip', { hasText: 'larch tent broke' }).waitFor()
  await maya.claim()
  await maya.page.locator('.composer .channel', { hasText: 'WIDGET' }).waitFor()

  // R041, R057: everybody sees who has it now: the queue, the row, the visitor.
  await eventually('it left the queue', async () => (await row.count()) === 0)
  await mate.view('All')
  await row.filter({ hasText: 'Claimed by' }).waitFor()
  await visitor.sees('Human is here')
  await mate.open(id)
  await mate.holder.getByText('has it').waitFor()
  await maya.view('Mine')
  await maya.row(id).waitFor()

  // A tag that somebody took off stays off.
  const tags = async () => (await operator.get(`/api/v1/conversations/${id}`)).tags
  const [tag] = await tags()
  await bar.getByRole('button', { name: `Remove the tag ${tag}` }).click()
  await eventually('it is off', async () => !(await tags()).includes(tag))

  // R054: a manual sync.
  await maya.page.getByRole('button', { name: 'Refresh' }).click()
  await maya.toasts.getByText('Refreshed').waitFor()

  // R063, R058: closed and resolved, and gray from then on.
  await bar.getByRole('button', { name: /^Close/ }).click()
  await bar.getByText('Resolved').waitFor()
  await mate.row(id).filter({ hasText: 'Resolved' }).locator('.cav .dot.off').waitFor()
  assert.equal((await operator.get(`/api/v1/conversations/${id}`)).baton.status, 'resolved')
  await maya.wasNotReloaded()
  await mate.wasNotReloaded()
})

test('inbox: found by words, by reason and by note; narrowed by who is responsible', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const { assistant } = await server.ticket()
  const said = await Caller.arrive(server, assistant)
  await said.say('Does the Firn jacket come in purple?')
  const waits = await Caller.arrive(server, assistant)
  await waits.say('hello there, a question about my refund')
  await operator.about(waits.conversation, 'escalate', { reason: 'sensitive', text: 'Chargeback threat' })
  const noted = await Caller.arrive(server, assistant)
  await noted.say('hello, where is my parcel?')
  await operator.about(noted.conversation, 'notes', {
    client_id: 'n',
    body: 'Their customs form is missing.',
  })
  const me = (await operator.get('/api/v1/session')).user.id
  await operator.about(noted.conversation, 'assign', { user_id: me })

  const maya = await stage.teammate(server)
  const { page } = maya
  const search = page.getByRole('searchbox', { name: /^Search messages/ })
  // R049: by content, by the reason for the escalation, and by what the team noted.
  for (const [words, found, mark] of [
    ['purple', said, 'purple'],
    ['chargeback', waits, 'Chargeback'],
    ['customs', noted, 'customs'],
  ]) {
    await search.fill(words)
    await maya.row(found.conversation).locator('mark', { hasText: mark }).waitFor()
    await eventually('nothing else is found', async () => (await page.locator('.crow').count()) === 1)
  }
  await maya.row(noted.conversation).getByText('Note:').waitFor()
  await search.fill('')

  // R106, R107
  const choose = async (from, to) => {
    await page.getByRole('button', { name: from, exact: true }).click()
    await page.getByRole('menuitemradio', { name: to }).click()
  }
  await choose('All statuses', 'Assigned to me')
  await page.waitForURL(/assigned=me/)
  await eventually('only theirs', async () => (await page.locator('.crow').count()) === 1)
  await maya.row(noted.conversation).waitFor()
  await choose('Assigned to me', 'Unassigned')
  await maya.row(said.conversation).waitFor()
  await maya.row(waits.conversation).waitFor()
  assert.equal(await maya.row(noted.conversation).count(), 0)
  // One that somebody takes leaves the list by itself.
  await operator.about(said.conversation, 'assign', { user_id: me })
  await eventually('it has left', async () => (await maya.row(said.conversation).count()) === 0)
})

test('inbox: the composer edits with marks and previews what they make', async (stage) => {
  // R064
  const server = await stage.demo()
  const maya = await stage.teammate(server)
  const visitor = await stage.visitor(server)
  await visitor.say('Do you sell gaiters?')
  await visitor.hears('assistant')
  const operator = await stage.operator(server)
  const [{ id }] = await operator.conversations('')
  await maya.open(id)
  await maya.claim()
  const { page, composer } = maya
  await composer.fill('We do, two pairs.')
  await composer.evaluate((field) => field.setSelectionRange(7, 16))
  await page.getByRole('button', { name: 'Bold' }).click()
  assert.equal(await composer.inputValue(), 'We do, **two pairs**.')
  await page.getByRole('tab', { name: 'Preview' }).click()
  await page.locator('.c-body b', { hasText: 'two pairs' }).waitFor()
  assert.equal(await composer.count(), 0)
  await page.getByRole('tab', { name: 'Edit' }).click()
  assert.equal(await composer.inputValue(), 'We do, **two pairs**.')
  await page.getByRole('button', { name: /^Send/ }).click()
  assert.equal((await visitor.hears('human-agent')).text, 'We do, two pairs.')
  await visitor.panel.locator('.w-m strong', { hasText: 'two pairs' }).waitFor()
})
