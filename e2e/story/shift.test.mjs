// The end of a shift: everything that one holds goes somewhere, in one act.
import assert from 'node:assert/strict'
import { examineEverywhere } from '../lib/axe.mjs'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

async function endShift(mate) {
  await mate.account('menuitem', 'End my shift')
  return mate.page.getByRole('dialog', { name: 'End your shift' })
}

test('end of shift: to the assistant, to a colleague, back to Waiting; what is refused stays; undo', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const maya = await stage.teammate(server)
  const jonas = await stage.teammate(server, { as: await stage.member(server, 'Jonas', 'editor') })
  const ids = []
  for (const name of ['Ana', 'Ben', 'Cleo']) {
    const visitor = await stage.visitor(server)
    await visitor.say('can i talk to an actual person please')
    await visitor.sees('Finding a person')
    const [{ id, contact }] = await operator.conversations('view=waiting')
    await operator.nameContact(contact.id, { name, email: `${name.toLowerCase()}@example.org` })
    await operator.about(id, 'claim')
    ids.push(id)
  }
  const [ana, ben, cleo] = ids
  const { snoozed_until } = await operator.about(cleo, 'snooze', { for: 'tomorrow' })
  assert.ok(snoozed_until)
  const batonOf = async (id) => (await operator.get(`/api/v1/conversations/${id}`)).baton

  const dialog = await endShift(maya)
  const where = (name) => dialog.getByRole('combobox', { name: `Where ${name} goes` })
  await where('Ana').waitFor()
  await dialog.getByText('Snoozed').waitFor()
  await examineEverywhere(stage, maya.page, 'shift-dialog')
  await dialog.getByRole('combobox', { name: 'All of them' }).selectOption({ label: 'Back to Waiting' })
  assert.equal(await where('Cleo').inputValue(), 'park')
  await where('Ana').selectOption({ label: 'To the assistant' })
  await dialog.getByRole('textbox', { name: /An order for the assistant.*Ana/ }).fill('No discounts')
  await where('Ben').selectOption({ label: 'To Jonas' })

  // Jonas goes away meanwhile: that one stays, the others have gone.
  await jonas.goesAway(operator, 'Jonas')
  await dialog.getByRole('textbox', { name: /A word to Jonas.*Ben/ }).press('Enter')
  await dialog.getByText('1 conversation stayed with you').waitFor()
  await dialog.getByText('Jonas is away. Choose somebody who is available.').waitFor()
  assert.equal(await where('Ana').count(), 0)
  assert.equal(await where('Ben').inputValue(), '', 'nobody else is chosen instead')
  assert.equal((await batonOf(ana)).holder, 'assistant')
  assert.equal((await batonOf(ben)).holder, 'person')
  assert.equal((await batonOf(cleo)).holder, 'nobody')
  await examineEverywhere(stage, maya.page, 'shift-partial')
  await where('Ben').selectOption({ label: 'Back to Waiting' })
  await dialog.getByRole('button', { name: 'Try these again' }).click()
  await dialog.waitFor({ state: 'detached' })
  assert.equal((await batonOf(ben)).holder, 'nobody')
  const { items } = await operator.get(`/api/v1/conversations/${ana}/standing-orders`)
  assert.equal(items[0].body, 'No discounts')
  const away = async () =>
    (await operator.get('/api/v1/teammates')).items.find(({ name }) => name !== 'Jonas').away
  assert.equal(await away(), true)

  await maya.toasts.getByText('Your shift is over').waitFor()
  await maya.press('z')
  await eventually('it is as before', async () => {
    for (const id of [ana, ben, cleo]) assert.equal((await batonOf(id)).holder, 'person')
    assert.equal(await away(), false)
    const left = await operator.get(`/api/v1/conversations/${ana}/standing-orders`)
    assert.deepEqual(left.items, [])
    const cleoNow = await operator.get(`/api/v1/conversations/${cleo}`)
    assert.equal(cleoNow.snoozed_until, snoozed_until)
  })
})
