// Saved views: the inbox as it is narrowed, under a name.
import assert from 'node:assert/strict'
import { examineEverywhere } from '../lib/axe.mjs'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

test('views: what a list is narrowed to is saved, chosen, changed, ordered, deleted and taken back', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const { page, toasts } = await stage.teammate(server, { to: '/app/inbox?view=waiting&status=unread' })
  const menu = page.getByRole('menu', { name: 'Saved views' })
  const open = async () => {
    await page.getByRole('button', { name: 'Saved views' }).focus()
    await page.keyboard.press('Enter')
    await menu.waitFor()
  }
  const choose = async (role, name) => {
    await open()
    await menu.getByRole(role, { name }).click()
  }
  const dialog = page.getByRole('dialog')
  const save = async (name) => {
    await choose('menuitem', 'Save this view')
    await dialog.getByLabel('Name').fill(name)
    await examineEverywhere(stage, page, 'views-save')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
  }
  const isNarrowed = () => {
    const { searchParams } = new URL(page.url())
    return searchParams.get('view') === 'waiting' && searchParams.get('status') === 'unread'
  }
  const kept = async () => (await operator.get('/api/v1/saved-views')).items

  await open()
  await menu.getByText('None yet.').waitFor()
  await page.keyboard.press('Escape')
  await save('Unread, waiting')
  await page.getByRole('tab', { name: /^Mine/ }).click()
  await save('Mine')
  assert.deepEqual(
    (await kept()).map(({ name }) => name),
    ['Unread, waiting', 'Mine'],
  )

  // Chosen, it narrows as it did; what is narrowed to since may be saved to it, and taken back.
  await choose('menuitemradio', 'Unread, waiting')
  await eventually('the list is narrowed', isNarrowed)
  await page.getByRole('tab', { name: /^All/ }).click()
  await open()
  await examineEverywhere(stage, page, 'views-menu')
  await menu.getByRole('menuitem', { name: 'Save to “Unread, waiting”' }).click()
  await toasts.filter({ hasText: 'shows this now' }).getByRole('button', { name: /Undo/ }).click()
  await eventually('it narrows as before', async () => (await kept())[0].filters.view === 'waiting')

  // Put in order, renamed, deleted and taken back, at its place.
  await choose('menuitem', 'Rename, order, delete')
  await dialog.getByRole('button', { name: 'Move Mine up' }).click()
  await eventually('it is the first', async () => (await kept())[0].name === 'Mine')
  await examineEverywhere(stage, page, 'views-manage')
  await dialog.getByRole('button', { name: 'Rename Mine' }).click()
  await dialog.getByLabel('Name').fill('My unread')
  await page.keyboard.press('Enter')
  await dialog.getByText('My unread').waitFor()
  await dialog.getByRole('button', { name: 'Delete My unread' }).click()
  await dialog.getByText('My unread').waitFor({ state: 'detached' })
  await toasts.filter({ hasText: 'Deleted' }).getByRole('button', { name: /Undo/ }).click()
  await eventually('it is back at its place', async () => (await kept())[0]?.name === 'My unread')
  await page.keyboard.press('Escape')

  // Without a pointer, from anywhere.
  await page.getByRole('link', { name: 'Leads' }).first().click()
  await page.keyboard.press('Control+K')
  await page.getByRole('combobox', { name: 'Search or run a command' }).fill('unread, w')
  await page.getByRole('option', { name: 'Unread, waiting' }).waitFor()
  await page.keyboard.press('Enter')
  await eventually('the palette leads there', isNarrowed)
})
