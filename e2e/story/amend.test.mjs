// Editing and unsending what was just said.
import assert from 'node:assert/strict'
import { examine } from '../lib/axe.mjs'
import { eventually } from '../lib/eventually.mjs'
import { held } from '../lib/held.mjs'
import { test } from '../lib/suite.mjs'

test('amend: a reply is edited by the arrow up and unsent, and the visitor follows', async (stage) => {
  const { operator, visitor, maya, id } = await held(stage)
  await maya.reply('It arrives on thursday.')
  await visitor.log.getByText('It arrives on thursday.').waitFor()
  await maya.log.getByRole('button', { name: 'Edit', exact: true }).waitFor()
  await examine(stage, maya.page, 'amend-offered')

  // The field is empty: the arrow edits the last message, Esc gives it up.
  await maya.composer.focus()
  await maya.page.keyboard.press('ArrowUp')
  const field = maya.page.getByRole('textbox', { name: 'Edit the message' })
  await field.waitFor()
  await maya.page.keyboard.press('Escape')
  await field.waitFor({ state: 'detached' })

  // What stands in the composer stays there meanwhile.
  await maya.composer.fill('And another thing')
  await maya.log.getByRole('button', { name: 'Edit', exact: true }).click()
  await field.fill('It arrives on friday.')
  await examine(stage, maya.page, 'amend-editing')
  await maya.page.keyboard.press('Enter')
  await field.waitFor({ state: 'detached' })
  await visitor.log.getByText('It arrives on friday.').waitFor()
  await visitor.log.getByText('Edited').waitFor()
  await maya.row(id).getByText('You: It arrives on friday.').waitFor()
  assert.equal(await visitor.log.getByText('thursday').count(), 0)
  assert.equal(await maya.composer.inputValue(), 'And another thing')

  // The team reads what it said before.
  await maya.log.getByText('Edited', { exact: true }).click()
  await maya.log.getByText('It arrives on thursday.').waitFor()
  await examine(stage, maya.page, 'amend-edited')

  await maya.log.getByRole('button', { name: 'Unsend' }).click()
  await visitor.log.getByText('Message withdrawn').waitFor()
  await maya.log.getByText('Message withdrawn').waitFor()
  assert.equal(await visitor.log.getByText('friday').count(), 0)
  await maya.row(id).getByText('friday').waitFor({ state: 'detached' })
  assert.equal(await maya.composer.inputValue(), 'And another thing')
  await examine(stage, maya.page, 'amend-unsent')
  const said = await operator.messages(id)
  assert.ok(said.every(({ body }) => !/thursday|friday/.test(body)))
  await eventually('nothing of it is in the log', async () => {
    const { items } = await operator.get(`/api/v1/events?after=0&limit=200`)
    return !/thursday|friday/.test(JSON.stringify(items))
  })

  // Also for whoever comes back.
  await visitor.page.reload()
  await visitor.log.getByText('Message withdrawn').waitFor()
})
