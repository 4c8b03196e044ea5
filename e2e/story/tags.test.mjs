// The tags of a workspace as a whole: renamed, merged, coloured and deleted on one screen, followed on the others.
import assert from 'node:assert/strict'
import { Caller } from '../lib/api.mjs'
import { examineEverywhere } from '../lib/axe.mjs'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

/** A conversation with these tags and no others. */
async function tagged(server, operator, ...names) {
  const { assistant } = await server.ticket()
  const caller = await Caller.arrive(server, assistant)
  await caller.say('Do Talus Mid boots run small?')
  const path = `/api/v1/conversations/${caller.conversation}`
  await eventually('the assistant answered', async () => (await caller.heard()).at(-1)?.role === 'assistant')
  for (const tag of (await operator.get(path)).tags)
    await operator.call('DELETE', `${path}/tags/${encodeURIComponent(tag)}`)
  for (const name of names) await operator.call('POST', `${path}/tags`, { name })
  return caller.conversation
}

/** Opens the menu of a tag and chooses. */
async function choose(page, tag, act) {
  await page.getByRole('button', { name: `Actions for ${tag}`, exact: true }).click()
  await page.getByRole('menuitem', { name: act, exact: true }).click()
}

test('tags: renamed, coloured, merged and deleted in one place, and open consoles follow', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const jonas = await stage.member(server, 'Jonas', 'editor')
  const owner = await stage.teammate(server, { to: '/app/settings/tags' })
  const { page } = owner
  await page.getByText('No conversation has a tag').waitFor()
  const id = await tagged(server, operator, 'boots size', 'vip')
  await tagged(server, operator, 'size')

  const mate = await stage.teammate(server, { as: jonas, to: `/app/inbox/${id}` })
  const chip = (tag) => mate.page.locator(`.t-tags [data-tag="${tag}"]`)
  await chip('boots size').waitFor()
  const log = await stage.teammate(server, { as: jonas, to: '/app/conversations?tag=boots+size' })
  const line = log.page.locator('.tbl tbody tr')
  await line.first().waitFor()
  assert.equal(await line.count(), 1)

  await page.reload()
  const row = (tag) => page.getByRole('row').filter({ has: page.locator(`[data-tag="${tag}"]`) })
  await row('boots size').waitFor()
  await examineEverywhere(stage, page, 'tags-list')

  // A colour is seen where the tag is.
  await page.getByRole('button', { name: 'Colour of boots size' }).click()
  await page.getByRole('menuitemradio', { name: 'Teal' }).click()
  const dot = () => chip('boots size').evaluate((at) => getComputedStyle(at, '::before').backgroundColor)
  await eventually('the open thread wears it', async () => (await dot()) === 'rgb(11, 124, 124)')

  // Another name, taken back, and given again.
  await choose(page, 'boots size', 'Rename')
  await page.getByRole('combobox', { name: 'New name' }).fill('Sizing')
  await page.keyboard.press('Enter')
  await page.getByText('Renamed to sizing').waitFor()
  await chip('sizing').waitFor()
  assert.equal(await chip('boots size').count(), 0)
  await log.page.waitForURL(/tag=sizing/)
  await line.first().waitFor()
  await owner.press('z')
  await chip('boots size').waitFor()
  await row('boots size').waitFor()

  // One of two, which is said before; by a part of its name it is found.
  await page.getByRole('searchbox', { name: 'Find a tag' }).fill('boots')
  await row('size').waitFor({ state: 'detached' })
  await choose(page, 'boots size', 'Merge into another tag')
  const into = page.getByRole('combobox', { name: 'The tag that stays' })
  await into.fill('nothing like it')
  await page.getByText('There is no tag “nothing like it”').waitFor()
  assert.ok(await page.getByRole('button', { name: 'Merge', exact: true }).isDisabled())
  await into.fill('size')
  await page.getByText('“size” is already a tag on 1 conversation').waitFor()
  await examineEverywhere(stage, page, 'tags-merge')
  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  await page.getByText('Merged into size').waitFor()
  await chip('size').waitFor()
  await page.getByText('No tag has “boots” in it').waitFor()
  await examineEverywhere(stage, page, 'tags-not-found')
  await page.getByRole('button', { name: 'Show all tags' }).click()
  await row('size').getByRole('cell', { name: '2', exact: true }).waitFor()
  // An old address leads to the name of today.
  await log.page.goto(`${server.url}/app/conversations?tag=boots+size`)
  await log.page.waitForURL(/tag=size/)
  await line.nth(1).waitFor()

  // Deleted: with how many, then gone at once.
  await choose(page, 'vip', 'Delete')
  await page.getByText('It is taken off 1 conversation').waitFor()
  await examineEverywhere(stage, page, 'tags-delete')
  await page.getByRole('button', { name: 'Delete tag' }).click()
  await page.getByText('Deleted vip').waitFor()
  await row('vip').waitFor({ state: 'detached' })
  await chip('vip').waitFor({ state: 'detached' })
  await eventually('it is nowhere', async () => {
    const { items } = await operator.get('/api/v1/tags/used')
    return items.every(({ name }) => name !== 'vip')
  })

  // Who did it stands in the log; who may not manage sees no section.
  const { items } = await operator.get('/api/v1/audit?limit=50')
  const acts = items.map(({ action }) => action)
  for (const act of ['tag.rename', 'tag.colour', 'tag.delete']) assert.ok(acts.includes(act), act)
  await mate.page.goto(`${server.url}/app/settings/tags`)
  await mate.page.getByRole('heading', { name: 'This section is closed to you' }).last().waitFor()
})
