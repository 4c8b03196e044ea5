// The log of all conversations: what it shows, what is done from it, and what is deleted.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { examineBoth } from '../lib/axe.mjs'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

const QUESTION = 'Do Talus Mid boots run small?'
const line = (page, name) =>
  page.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) })

async function openLog(owner) {
  await owner.press('g')
  await owner.page.keyboard.press('o')
  await owner.page.waitForURL('**/app/conversations')
  await owner.page.locator('table.log tbody tr').first().waitFor()
}

/** How the log calls a visitor. */
async function nameOf(operator, id) {
  const { contact } = await operator.get(`/api/v1/conversations/${id}`)
  return contact.name ?? `Visitor ${contact.id.replaceAll('-', '').slice(-4).toUpperCase()}`
}

test('log: who wrote, who did not, and taking over from there', async (stage) => {
  const server = await stage.demo()
  const owner = await stage.teammate(server)
  const { page } = owner
  const visitor = await stage.visitor(server)
  await visitor.say(QUESTION)
  await visitor.hears('assistant')
  const silent = await stage.visitor(server)
  await silent.panel.waitFor()
  await openLog(owner)

  // R018, R019: those who never wrote are hidden until they are asked for.
  const rows = page.locator('table.log tbody tr')
  const engaged = await rows.count()
  await page.getByText(/hidden: (its|their) visitors? never wrote/).waitFor()
  await page.getByRole('button', { name: /^Show all/ }).click()
  await page.locator('.log-empty').first().waitFor()
  assert.ok((await rows.count()) > engaged)
  await page.getByRole('button', { name: /^Engaged only/ }).click()
  await eventually('the empty ones go', async () => (await page.locator('.log-empty').count()) === 0)

  // R015: opened beside it, with the same controls.
  await rows.first().locator('.row-open').click()
  await owner.log.getByText(QUESTION).waitFor()
  await owner.press('c')
  await owner.composer.waitFor()
  await visitor.sees('Human is here')
  await owner.reply('One pair is left.')
  assert.equal((await visitor.hears('human-agent')).text, 'One pair is left.')
  await rows.first().locator('.hold-you').waitFor()
  await page.getByRole('button', { name: 'Any holder' }).click()
  await page.getByRole('menuitemradio', { name: 'A person' }).click()
  await page.waitForURL(/holder=person/)
  await eventually('one is held', async () => (await rows.count()) === 1)
})

test('log: where nobody wrote it says how many came', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const ids = (await operator.conversations('')).map(({ id }) => id)
  if (ids.length) await operator.call('POST', '/api/v1/conversations/bulk-delete', { ids })
  await (await stage.visitor(server)).panel.waitFor()
  const { page } = await stage.teammate(server, { to: '/app/conversations' })
  await page.getByRole('heading', { name: 'No engaged conversations' }).waitFor()
  await page
    .getByRole('button', { name: /^Show all \d+$/ })
    .last()
    .click()
  await page.locator('.log-empty').first().waitFor()
})

test('log: one, a selection and all empty ones are deleted, and everybody sees it', async (stage) => {
  const server = await stage.demo()
  const owner = await stage.teammate(server)
  const operator = await stage.operator(server)
  const { page } = owner
  const visitor = await stage.visitor(server)
  await visitor.say(QUESTION)
  await visitor.hears('assistant')
  const [{ id }] = await operator.conversations('')
  const name = await nameOf(operator, id)
  await openLog(owner)

  // R020: the trash shows on hover; the dialog says what goes and that it does not come back.
  const row = line(page, name)
  await row.hover()
  await row.getByRole('button', { name: `Delete ${name}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('This cannot be undone.').waitFor()
  await dialog.getByRole('button', { name: 'Keep it' }).click()
  await row.getByRole('button', { name: `Delete ${name}` }).click()
  await dialog.getByRole('button', { name: 'Delete it' }).click()
  await page.getByText('1 conversation deleted').waitFor()
  await eventually('the row is gone', async () => (await row.count()) === 0)

  // The widget of its visitor begins another conversation, and sends what is written now.
  await eventually('the widget is empty', async () => (await visitor.transcript()).length === 0)
  await visitor.say('Hello again')
  await visitor.hears('assistant')
  const again = await operator.conversations('')
  assert.ok(again.length >= 1 && again.every((each) => each.id !== id))

  // R025: a selection.
  const other = await stage.visitor(server)
  await other.say(QUESTION)
  await other.hears('assistant')
  await page
    .getByRole('button', { name: /Refresh/ })
    .first()
    .click()
  const boxes = page.locator('table.log tbody .cb')
  // A row that comes while they are ticked moves the others down.
  await eventually('two are selected', async () => {
    if ((await boxes.count()) < 2) return false
    for (const n of [0, 1]) await boxes.nth(n).check()
    return (await page.getByText('2 selected', { exact: true }).count()) === 1
  })
  const before = await page.locator('table.log tbody tr').count()
  await page.getByRole('button', { name: 'Delete 2 selected' }).click()
  await dialog.getByRole('heading', { name: 'Delete 2 conversations?' }).waitFor()
  await dialog.getByRole('button', { name: 'Delete 2' }).click()
  await page.getByText('2 conversations deleted').waitFor()
  await eventually(
    'two rows are gone',
    async () => (await page.locator('table.log tbody tr').count()) <= before - 2,
  )

  // R023: all empty ones.
  const idle = await stage.visitor(server)
  await idle.panel.waitFor()
  // Else their widget would begin another one as soon as this one is gone.
  await idle.page.close()
  await visitor.page.close()
  await other.page.close()
  await page.getByRole('button', { name: 'Bulk delete empty' }).click()
  await dialog.getByRole('heading', { name: /^Delete \d+ empty conversations?\?$/ }).waitFor()
  await dialog.getByRole('button', { name: /^Delete \d+ empty$/ }).click()
  await eventually(
    'none is empty',
    async () => (await operator.get('/api/v1/conversations/empty')).count === 0,
  )

  // X1, R089: it is all in the audit log.
  await page.goto(`${server.url}/app/settings/audit`)
  await page
    .getByRole('row', { name: /Deleted empty conversations/ })
    .first()
    .waitFor()
  await page
    .getByRole('row', { name: /Deleted a selected conversation/ })
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Any act' }).click()
  await page.getByRole('menuitemradio', { name: 'Deleted a conversation' }).click()
  const deleted = page.getByRole('row', { name: /Deleted a conversation/ })
  await eventually('one line fits', async () => (await page.locator('.set-tbl tbody tr').count()) === 1)
  await deleted.getByRole('button', { name: /^Details of/ }).click()
  await dialog.getByText(id).waitFor()
  await dialog.getByText('127.0.0.1').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('button', { name: 'Check the chain' }).click()
  await page.getByText(/The chain is whole/).waitFor()
})

test('log: one conversation is taken out as a file, by those who may take out the log', async (stage) => {
  const server = await stage.demo()
  const visitor = await stage.visitor(server)
  await visitor.say(QUESTION)
  await visitor.hears('assistant')
  const operator = await stage.operator(server)
  const [{ id }] = await operator.conversations('')
  const owner = await stage.teammate(server, { to: `/app/inbox/${id}` })
  const { page } = owner
  /** Chooses it from the menu of the thread; answers the file. */
  const take = async (format) => {
    await page.getByRole('button', { name: 'Conversation actions' }).click()
    const coming = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: `Export as ${format.toUpperCase()}` }).click()
    const file = await coming
    assert.equal(file.suggestedFilename(), `conversation-${id}.${format}`)
    return readFile(await file.path(), 'utf8')
  }
  const whole = JSON.parse(await take('json'))
  assert.deepEqual([whole.id, whole.messages.at(-2).body], [id, QUESTION])
  const [head, first] = (await take('csv')).split('\r\n')
  assert.equal(head, 'seq,at,role,author,kind,message,sources')
  assert.match(first, /,(user|assistant),/)
  await page.getByRole('button', { name: 'Conversation actions' }).click()
  await page.getByRole('menuitem', { name: 'Export as CSV' }).waitFor()
  await examineBoth(stage, page, 'thread-menu-export')
  const { items } = await operator.get(`/api/v1/audit?target=${id}&action=conversation.export`)
  assert.equal(items.length, 2)

  const editor = await stage.teammate(server, {
    as: await stage.member(server, 'Edda', 'editor'),
    to: `/app/inbox/${id}`,
  })
  await editor.page.getByRole('button', { name: 'Conversation actions' }).click()
  await editor.page.getByRole('menuitem', { name: 'Copy link' }).waitFor()
  assert.equal(await editor.page.getByRole('menuitem', { name: /^Export/ }).count(), 0)
})

test('log: editors see nothing to delete with', async (stage) => {
  const server = await stage.demo()
  const editor = await stage.teammate(server, { as: await stage.member(server, 'Edda', 'editor') })
  const { page } = editor
  const visitor = await stage.visitor(server)
  await visitor.say(QUESTION)
  await openLog(editor)
  // R027
  for (const control of ['.cb', '.log-trash', '.danger-soft', '.danger'])
    assert.equal(await page.locator(control).count(), 0, control)
  assert.equal(await page.getByRole('button', { name: 'Export' }).count(), 0)
  await page.goto(`${server.url}/app/settings/audit`)
  await page.getByRole('heading', { name: 'This section is closed to you', level: 2 }).waitFor()
  // Who could, by name.
  await page.getByText('Ask Maya Lindqvist, who owns').waitFor()
})
