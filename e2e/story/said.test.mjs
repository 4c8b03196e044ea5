// What visitors say of an answer, and where they were: told by the widget, read by the team.
import assert from 'node:assert/strict'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

test('said: an answer is rated with a word, and the team sees it beside the pages', async (stage) => {
  const server = await stage.demo()
  const maya = await stage.teammate(server)
  const operator = await stage.operator(server)
  const visitor = await stage.visitor(server)
  await visitor.say('Do Talus Mid boots run small?')
  await visitor.hears('assistant')
  const rate = visitor.panel.getByRole('group', { name: 'Did this help?' })
  await rate.getByRole('button', { name: 'This helped' }).click()
  const [{ id }] = await operator.conversations('')
  await maya.open(id)
  const rated = maya.log.locator('article.msg.a .rated')
  await rated.getByText('The visitor says this helped').waitFor()

  // Changed, and in their own words.
  await rate.getByRole('button', { name: 'This did not help' }).click()
  await rate.getByLabel('What was missing or wrong?').fill('I asked for wide feet.')
  await rate.getByRole('button', { name: 'Send' }).click()
  await visitor.panel.getByText('Thank you. The team reads it.').waitFor()
  await rated.filter({ hasText: 'did not help' }).filter({ hasText: 'I asked for wide feet.' }).waitFor()

  // On a site that is one page the address changes without a load; nothing that may be secret goes along.
  await visitor.page.evaluate(() => {
    document.title = 'Wide boots'
    history.pushState({}, '', '/demo/wide?token=secret#size')
  })
  const pages = maya.page.locator('.p-pages a')
  await eventually('the trail is there', async () => {
    const { items } = await operator.get(`/api/v1/conversations/${id}/pages`)
    return items.length === 2 && items[0].title === 'Wide boots'
  })
  await maya.page.reload()
  await pages.first().filter({ hasText: 'Wide boots' }).waitFor()
  assert.equal(await pages.count(), 2)
  assert.equal(await pages.first().getAttribute('href'), `${server.url}/demo/wide`)

  // The visitor's own device knows what they said.
  await visitor.visit(`${server.url}/demo`, { open: false })
  await visitor.hears('assistant')
  await rate.locator('button[aria-pressed="true"]', { hasText: '' }).first().waitFor()
  assert.equal(
    await rate.locator('button[aria-pressed="true"]').getAttribute('aria-label'),
    'This did not help',
  )
})

test('said: who walked on through a site that is one page is seen where the chat was opened', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const visitor = await stage.visitor(server, { open: false })
  await visitor.page.evaluate(() => {
    document.title = 'Tents'
    history.pushState({}, '', '/demo/tents?token=secret')
  })
  await visitor.open()
  await visitor.say('Do Talus Mid boots run small?')
  await visitor.hears('assistant')
  const [{ id }] = await operator.conversations('')
  await eventually('both pages are there, once each', async () => {
    const { items } = await operator.get(`/api/v1/conversations/${id}/pages`)
    assert.deepEqual(
      items.map(({ url }) => url),
      [`${server.url}/demo/tents`, `${server.url}/demo`],
    )
  })
})
