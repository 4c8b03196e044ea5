// A claim while the assistant speaks: it falls silent mid-word, on both sides, for good.
import assert from 'node:assert/strict'
import { eventually, never } from '../lib/eventually.mjs'
import { agree } from '../lib/said.mjs'
import { test } from '../lib/suite.mjs'

const SPOKEN = 'Let me look at the shelves of our shop in Bergen for you, there we keep'
const UNSPOKEN = 'nineteen pairs that nobody must ever hear about. [1]'

test('a claim cuts the answer mid-word, visibly on both sides, and nothing comes after', async (stage) => {
  const model = await stage.model()
  const server = await stage.demo(model.env)
  const maya = await stage.teammate(server)
  const operator = await stage.operator(server)
  const visitor = await stage.visitor(server)
  model.reply = () => `${SPOKEN} ${UNSPOKEN}`
  const hold = model.holdAfter(SPOKEN.split(' ').length)
  await visitor.say('Is the Talus Mid waterproof?')
  await visitor.live.getByText('there we keep').waitFor()
  const [{ id }] = await operator.conversations()
  const isShown = () => maya.live.getByText('there we keep').count()
  for (const visit of ['first', 'second']) {
    await maya.open(id)
    await eventually(`the answer so far is there at the ${visit} visit`, isShown)
    await never('it vanishes', async () => !(await isShown()), 1_000)
    if (visit === 'first') await maya.press('Escape')
  }

  await maya.claim()
  await visitor.sees('Human is here')
  await visitor.log.getByText('Scout stopped here, Maya').waitFor()
  await maya.log.getByText('Cut short when a person took over').waitFor()
  assert.equal(await visitor.live.count(), 0)
  hold.release()
  await eventually('the model is hung up on', () => hold.abandoned.then(() => true), 5_000)
  const isHeard = async () =>
    (await visitor.log.textContent()).includes('nineteen') ||
    (await maya.log.textContent()).includes('nineteen')
  await never('the rest of the answer arrives', isHeard, 1_500)

  const stored = await agree(operator, id, visitor, maya)
  const cut = stored.filter(({ state }) => state === 'cut')
  assert.equal(cut.length, 1)
  assert.ok(SPOKEN.startsWith(cut[0].body.trim()), cut[0].body)

  model.reply = () => 'It is water resistant. [1]'
  await maya.reply('I looked: two pairs are left.')
  await visitor.hears('human-agent')
  await visitor.say('then keep one for me')
  await maya.hears('user', 2)
  await maya.handBack()
  await visitor.sees('Scout')
  await visitor.say('And is the Talus Mid waterproof?')
  await eventually('the assistant answers again', async () => {
    const last = (await visitor.transcript()).at(-1)
    return last.role === 'assistant' && last.text.includes('water resistant')
  })
  const prompt = model.lastPrompt()
  for (const text of ['two pairs are left', 'keep one for me'])
    assert.ok(prompt.includes(text), `not told: ${text}`)
  assert.ok(!prompt.includes('nineteen'), 'the model was told what nobody heard')
  await agree(operator, id, visitor, maya)
})

test('a model that fails ends the turn with a person, not in limbo', async (stage) => {
  const model = await stage.model()
  const server = await stage.demo(model.env)
  const operator = await stage.operator(server)
  const visitor = await stage.visitor(server)
  model.status = 500
  await visitor.say('Is the Talus Mid waterproof?')
  await visitor.hears('assistant')
  await eventually('nothing is being written', async () => (await visitor.live.count()) === 0)
  const [{ id, baton }] = await operator.conversations()
  assert.ok(['assistant', 'nobody'].includes(baton.holder))
  await agree(operator, id, visitor)
})

test('two of the team reach for the same baton: one has it, the other learns who', async (stage) => {
  const server = await stage.demo()
  const jonas = await stage.member(server, 'Jonas', 'editor')
  const ticket = await server.ticket()
  const visitor = await stage.visitor(server)
  await visitor.say('can i talk to an actual person please')
  await visitor.sees('Finding a person')
  const operator = await stage.operator(server)
  const [{ id }] = await operator.conversations('view=waiting')
  const both = await Promise.all([
    stage.teammate(server, { as: { ...ticket, name: 'Maya' }, to: `/app/inbox/${id}` }),
    stage.teammate(server, { as: jonas, to: `/app/inbox/${id}` }),
  ])
  let arrived = 0
  let start
  const together = new Promise((resolve) => (start = resolve))
  for (const { page } of both)
    await page.route(/\/claim$/, async (route) => {
      if (++arrived === both.length) start()
      await together
      await route.continue()
    })
  for (const each of both) await each.holds('Claim')
  await Promise.all(both.map((each) => each.press('c')))
  const won = await eventually('somebody has it', async () => {
    const texts = await Promise.all(both.map((each) => each.holder.textContent()))
    const winners = both.filter((_, index) => texts[index].includes('You have it'))
    assert.equal(winners.length, 1)
    return winners[0]
  })
  const [lost] = both.filter((each) => each !== won)
  const name = won === both[0] ? 'Maya' : 'Jonas'
  await lost.holds(`${name} has it`)
  await lost.toasts.getByText(`${name} claimed it`).waitFor()
  assert.equal(await lost.composer.count(), 0)
  await visitor.log.getByText(`${name}`).first().waitFor()
  const events = (await operator.get(`/api/v1/conversations/${id}/events?after=0`)).items
  assert.equal(events.filter(({ type }) => type === 'conversation.claimed').length, 1)
})
