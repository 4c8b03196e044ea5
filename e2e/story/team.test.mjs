// Working together: a note that only the team reads, a canned reply, and the baton passed from one teammate to another.
import assert from 'node:assert/strict'
import { eventually, never } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

const SECRET = 'is this the one with the wet boots?'

test('two teammates: a note with a mention, a canned reply, a transfer the visitor reads', async (stage) => {
  const server = await stage.demo()
  const jonas = await stage.member(server, 'Jonas', 'editor')
  const operator = await stage.operator(server)
  await operator.post('/api/v1/canned-replies', {
    shortcut: 'hold',
    body: 'Hi {{contact.first_name|there}}, {{agent.first_name}} here. I hold it for you.',
    shared: true,
  })
  const maya = await stage.teammate(server)
  const mate = await stage.teammate(server, { as: jonas })
  const visitor = await stage.visitor(server)
  await visitor.say('can i talk to an actual person please')
  await visitor.sees('Finding a person')
  const [{ id }] = await operator.conversations('view=waiting')
  await eventually('the server knows who is there', async () => {
    const { items } = await operator.get('/api/v1/teammates')
    return items.filter((each) => each.available).length === 2
  })

  // A note, while nobody holds it.
  await maya.open(id)
  await maya.press('n')
  const note = maya.page.getByRole('textbox', { name: 'Private note' })
  await note.pressSequentially('@jo')
  await maya.page.getByRole('option', { name: /Jonas/ }).waitFor()
  await maya.page.keyboard.press('Enter')
  assert.equal(await note.inputValue(), '@Jonas ')
  await note.pressSequentially(SECRET)
  await maya.page.keyboard.press('Control+Enter')
  const kept = maya.log.locator('article.note')
  await kept.filter({ hasText: SECRET }).locator('.mention', { hasText: '@Jonas' }).waitFor()
  await mate.toasts.getByText('mentioned you').waitFor()
  // The bell keeps it.
  await mate.page.getByRole('button', { name: 'Notifications' }).click()
  await mate.page
    .locator('.bell-row.is-new', { hasText: 'mentioned you' })
    .filter({ hasText: SECRET })
    .waitFor()
  await mate.page.keyboard.press('Escape')
  await mate.toasts.getByRole('button', { name: 'Open' }).click()
  await mate.log.locator('article.note').filter({ hasText: SECRET }).waitFor()
  const before = await operator.get(`/api/v1/conversations/${id}`)
  assert.notEqual(before.last_message.preview, SECRET)

  // A canned reply.
  await maya.claim()
  await maya.composer.pressSequentially('/ho')
  await maya.page.getByRole('option', { name: /\/hold/ }).waitFor()
  await maya.page.keyboard.press('Enter')
  const owner = (await operator.get('/api/v1/session')).user.name.split(' ')[0]
  const said = `Hi there, ${owner} here. I hold it for you.`
  await eventually('the reply is put in', async () => (await maya.composer.inputValue()) === said)
  await maya.page.keyboard.press('Control+Enter')
  assert.equal((await visitor.hears('human-agent')).text, said)

  // The baton goes on, with a word.
  await maya.press('a')
  const dialog = maya.page.getByRole('dialog', { name: 'Assign or pass on' })
  await dialog.getByRole('radio', { name: /Jonas/ }).check()
  await dialog.getByLabel('A word to them').fill('They want the last pair.')
  await dialog.getByRole('button', { name: 'Pass it on' }).click()
  // R041: the visitor and everybody who looks at the thread see who has it now.
  await maya.holds('Jonas has it')
  await mate.holds('You have it')
  await mate.toasts.getByText('passed you').waitFor()
  await visitor.log.getByText('Jonas joined').waitFor()
  await maya.log.getByText('You passed it to Jonas').waitFor()
  await mate.log.locator('article.note').filter({ hasText: 'They want the last pair.' }).waitFor()
  await mate.reply('Jonas here, it is the last pair.')
  assert.equal((await visitor.hears('human-agent', 2)).text, 'Jonas here, it is the last pair.')
  await never('a note reaches the visitor', async () => {
    const text = await visitor.page.content()
    return text.includes(SECRET) || text.includes('They want the last pair.')
  })

  // Who is away gets nothing.
  await mate.goesAway(operator, 'Jonas')
  await maya.press('a')
  await eventually('Jonas cannot be chosen', () => dialog.getByRole('radio', { name: /Jonas/ }).isDisabled())
  await maya.page.keyboard.press('Escape')
  await maya.page.getByRole('button', { name: /^Agent:/ }).click()
  await maya.page.getByRole('menuitemradio', { name: 'Nobody' }).click()
  await maya.log.getByText('made nobody responsible').waitFor()
})
