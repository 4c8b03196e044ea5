// The command palette: what can be done and gone to, by its name and without a pointer.
import { examineEverywhere } from '../lib/axe.mjs'
import { test } from '../lib/suite.mjs'

test('palette: claims, answers with a canned reply, finds a conversation and goes elsewhere, all by keys', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  await operator.post('/api/v1/canned-replies', {
    shortcut: 'tent-zip',
    body: 'Hello {{contact.first_name}}, we mend zips for free.',
    shared: true,
  })
  const earlier = await stage.visitor(server)
  await earlier.say('How much is the Talus Mid?')
  await earlier.hears('assistant')
  const visitor = await stage.visitor(server)
  await visitor.say('The zip of my tent broke, can i talk to an actual person please')
  await visitor.sees('Finding a person')
  const maya = await stage.teammate(server, { to: '/app/inbox?view=waiting' })
  const { page } = maya
  const [{ id }] = await operator.conversations('view=waiting')
  await maya.open(id)

  const field = page.getByRole('combobox', { name: 'Search or run a command' })
  const chosen = page.getByRole('option', { selected: true })
  const ask = async (words) => {
    await page.keyboard.press('Control+K')
    await field.waitFor()
    await field.fill(words)
  }

  await ask('ta')
  await chosen.filter({ hasText: 'Take over, claim' }).waitFor()
  await examineEverywhere(stage, page, 'palette')
  await page.keyboard.press('Enter')
  await maya.writes()

  // A canned reply goes where the reply is written, with its variables filled, and waits to be sent.
  // What is found meanwhile stands above it, and is not what Enter does.
  await ask('zip')
  await chosen.filter({ hasText: '/tent-zip' }).waitFor()
  await page.getByRole('option', { name: /zip of my tent/ }).waitFor()
  await chosen.filter({ hasText: '/tent-zip' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => /we mend zips for free/.test(document.activeElement?.value ?? ''))
  await page.keyboard.press('Control+Enter')
  await visitor.hears('human-agent')

  // Somebody else's words are found, and lead to where they were said.
  await ask('how much is the talus')
  await chosen.filter({ hasText: 'Talus' }).waitFor()
  await page.keyboard.press('Enter')
  await maya.log.getByText('How much is the Talus Mid?').waitFor()

  // Within one contact only what is theirs is offered.
  await page.keyboard.press('Control+K')
  await page.getByRole('option', { name: 'Leads' }).waitFor()
  await page.keyboard.press('Tab')
  await page.getByRole('option', { name: 'Leads' }).waitFor({ state: 'detached' })
  await page.getByRole('option', { name: 'Add a tag' }).waitFor()
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'detached' })

  await ask('nothing is called like this')
  await page.getByText('Nothing is called nothing is called like this').waitFor()
  await field.fill('leads')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/app/leads')
  await ask('dark')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
})
