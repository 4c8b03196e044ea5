// Replies that are written now and sent later.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { examine } from '../lib/axe.mjs'
import { eventually } from '../lib/eventually.mjs'
import { held } from '../lib/held.mjs'
import { PHONE } from '../lib/stage.mjs'
import { test } from '../lib/suite.mjs'

const strip = (mate) => mate.page.getByRole('region', { name: 'Scheduled replies' })

async function schedule(mate, text, when) {
  await mate.composer.fill(text)
  await mate.page.getByRole('button', { name: 'More ways to send' }).click()
  await mate.page.getByRole('menuitem', { name: 'Send later' }).click()
  const dialog = mate.page.getByRole('dialog', { name: 'Send later' })
  await dialog.getByText(text).waitFor()
  await when(dialog)
  await dialog.waitFor({ state: 'detached' })
}

/** As the interface takes it: the dialog knows whole minutes only. */
const soon = (operator, id, body, ms) =>
  operator.about(id, 'scheduled-replies', {
    client_id: randomUUID(),
    body,
    until: new Date(Date.now() + ms).toISOString(),
  })

test('later: a reply waits above the composer, is taken back by a key, changed, and sent at its time', async (stage) => {
  const { operator, visitor, maya, id } = await held(stage)
  await schedule(maya, 'The boots are back in stock.', async (dialog) => {
    await examine(stage, maya.page, 'later-dialog')
    await dialog.getByRole('button', { name: 'Tomorrow, 9:00' }).click()
  })
  await strip(maya).getByText('The boots are back in stock.').waitFor()
  await strip(maya)
    .getByText(/^Sends .*9:00/)
    .waitFor()
  await maya.log.getByText('scheduled a reply for').waitFor()
  assert.equal(await maya.composer.inputValue(), '')
  await examine(stage, maya.page, 'later-waiting')

  // Z takes it back, and the words are where they were.
  await maya.log.focus()
  await maya.press('z')
  await strip(maya).waitFor({ state: 'detached' })
  assert.equal(await maya.composer.inputValue(), 'The boots are back in stock.')

  // Scheduled again with closing, then changed.
  await schedule(maya, 'The boots are back.', async (dialog) => {
    await dialog.getByLabel('Close the conversation with it').check()
    await dialog.getByRole('button', { name: 'In 1 hour' }).click()
  })
  await strip(maya)
    .getByText(/and closes$/)
    .waitFor()
  await strip(maya)
    .getByRole('button', { name: /^Edit: / })
    .click()
  await strip(maya).waitFor({ state: 'detached' })
  assert.equal(await maya.composer.inputValue(), 'The boots are back.')

  await soon(operator, id, 'They ship today.', 4_000)
  await strip(maya).getByText('They ship today.').waitFor()
  assert.ok(!(await visitor.panel.textContent()).includes('They ship today.'))
  assert.equal((await visitor.hears('human-agent')).text, 'They ship today.')
  await strip(maya).waitFor({ state: 'detached' })
  await maya.log.getByText('They ship today.').waitFor()
})

test('later: what the visitor wrote before it keeps it back, and whoever wrote it is told', async (stage) => {
  const { operator, visitor, maya, id } = await held(stage, { viewport: PHONE })
  await soon(operator, id, 'We will look for them.', 6_000)
  await strip(maya).getByText('We will look for them.').waitFor()
  await visitor.say('Never mind, I found them!')
  await strip(maya)
    .getByText(/^Not sent: .* wrote meanwhile$/)
    .waitFor({ timeout: 20_000 })
  await maya.toasts.filter({ hasText: 'was not sent' }).waitFor()
  await examine(stage, maya.page, 'later-not-sent')
  const said = await operator.messages(id)
  assert.ok(said.every(({ body }) => body !== 'We will look for them.'))
  await strip(maya)
    .getByRole('button', { name: /^Write it again: / })
    .click()
  await strip(maya).waitFor({ state: 'detached' })
  assert.equal(await maya.composer.inputValue(), 'We will look for them.')
  await eventually('it is taken back', async () => {
    const { items } = await operator.get(`/api/v1/conversations/${id}/events?after=0&limit=100`)
    return items.some(({ type, data }) => type === 'reply.settled' && data.reply.state === 'withdrawn')
  })
})
