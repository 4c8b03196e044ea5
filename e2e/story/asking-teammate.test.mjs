// Asking the teammate who holds a conversation for it.
import assert from 'node:assert/strict'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

const ASKS = 'can i talk to an actual person please'

/** Maya, who owns the demo, and two editors; a visitor waits for a person. */
async function scene(stage) {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const jonas = await stage.teammate(server, { as: await stage.member(server, 'Jonas', 'editor') })
  const priya = await stage.teammate(server, { as: await stage.member(server, 'Priya', 'editor') })
  const visitor = await stage.visitor(server)
  await visitor.say(ASKS)
  await visitor.sees('Finding a person')
  const [{ id }] = await operator.conversations('view=waiting')
  return { server, operator, jonas, priya, visitor, id }
}

const strip = (mate) => mate.page.getByRole('region', { name: 'Asked for the baton' })

async function ask(mate, note = '') {
  await mate.holder.getByRole('button', { name: 'Ask for it' }).click()
  const dialog = mate.page.getByRole('dialog', { name: 'Ask Jonas for it?' })
  await dialog.getByLabel('A word to Jonas, if you like').fill(note)
  await dialog.getByRole('button', { name: 'Ask for it' }).click()
  await dialog.waitFor({ state: 'detached' })
}

test('asking: the holder keeps it, then hands it over from wherever they are in the console', async (stage) => {
  const { operator, jonas, priya, visitor, id } = await scene(stage)
  await jonas.open(id)
  await jonas.claim()
  await priya.view('All')
  await priya.open(id)
  await priya.holds('Jonas has it')

  // Kept, with a word: both read it in the thread.
  await ask(priya, 'I know this customer')
  await strip(priya).getByText('You asked Jonas for it').waitFor()
  await strip(jonas).getByText('I know this customer').waitFor()
  await strip(jonas).getByLabel('A word to Priya').fill('Nearly done')
  await strip(jonas).getByRole('button', { name: 'Keep it' }).click()
  await strip(jonas).waitFor({ state: 'detached' })
  await strip(priya).waitFor({ state: 'detached' })
  await priya.log.getByText('keeps it: Nearly done').waitFor()
  await jonas.holds('You have it')

  // Asked again, the holder is somewhere else, and hands it over from the message.
  await jonas.page.getByRole('link', { name: 'Leads' }).first().click()
  await priya.press('c')
  const dialog = priya.page.getByRole('dialog', { name: 'Ask Jonas for it?' })
  await dialog.getByLabel('A word to Jonas, if you like').press('Enter')
  const told = jonas.toasts.filter({ hasText: 'Priya asks for' })
  await told.getByRole('button', { name: 'Hand over' }).click()
  await told.waitFor({ state: 'detached' })
  await priya.holds('You have it')
  await priya.reply('Hello, Priya here')
  assert.equal((await visitor.hears('human-agent')).text, 'Hello, Priya here')
  const { baton } = await operator.get(`/api/v1/conversations/${id}`)
  assert.deepEqual([baton.person.name, baton.epoch], ['Priya', 3])
  const read = await visitor.panel.textContent()
  assert.ok(!read.includes('I know this customer'), 'the visitor does not read what was asked')
})

test('asking: whoever is gone and silent for 30 seconds may be taken from; an owner need not wait', async (stage) => {
  const { server, operator, jonas, priya, id } = await scene(stage)
  await jonas.open(id)
  await jonas.claim()
  await priya.view('All')
  await priya.open(id)
  await priya.holds('Jonas has it')
  await jonas.page.close()
  await eventually(
    'the holder is seen to be gone',
    async () => {
      const { items } = await operator.get('/api/v1/teammates')
      assert.equal(items.find(({ name }) => name === 'Jonas').online, false)
    },
    60_000,
  )
  await ask(priya)
  await strip(priya).getByText('Jonas is gone and has not answered').waitFor({ timeout: 45_000 })
  await strip(priya).getByRole('button', { name: 'Take over' }).click()
  await priya.holds('You have it')
  await priya.log.getByText('You took over').waitFor()

  const maya = await stage.teammate(server)
  await maya.open(id)
  await maya.press('c')
  const dialog = maya.page.getByRole('dialog', { name: 'Take over from Priya?' })
  await dialog.getByRole('button', { name: 'Take over' }).click()
  await maya.holds('You have it')
  await priya.log.getByText('took over').last().waitFor()
  await priya.holds('Maya has it')
})
