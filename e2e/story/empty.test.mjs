// What an empty list says: how long the wait was today, and what a search probably meant.
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

const ASKS = 'My gaiter tore, can i talk to an actual person please'
const NOBODY = 'When a visitor asks for a person'
const MEDIAN = /The median wait today was (\d+\sm\s)?\d+\sm?s?\. Pour yourself a coffee\./

test('empty: the quiet queue tells the median wait of today, once somebody waited', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const maya = await stage.teammate(server, { to: '/app/inbox?view=waiting' })
  await maya.page.getByText(NOBODY).waitFor()
  await eventually('the server knows that she is there', async () => {
    const { items } = await operator.get('/api/v1/teammates')
    return items.some((each) => each.available)
  })
  const visitor = await stage.visitor(server)
  await visitor.say(ASKS)
  await visitor.sees('Finding a person')
  const [{ id }] = await operator.conversations('view=waiting')
  await maya.row(id).waitFor()
  await operator.about(id, 'claim')
  await maya.page.getByText(MEDIAN).waitFor()
  await maya.page.getByRole('button', { name: 'Open All' }).click()
  await maya.row(id).waitFor()
})

test('empty: a search that finds nothing suggests a word that does', async (stage) => {
  const server = await stage.demo()
  const visitor = await stage.visitor(server)
  await visitor.say('My gaiter tore')
  await visitor.hears('assistant')
  const maya = await stage.teammate(server, { to: '/app/inbox?q=gaitor' })
  await maya.page.getByRole('heading', { name: 'No match for “gaitor”' }).waitFor()
  await maya.page.getByText('Did you mean gaiter?').waitFor()
  await maya.page.getByRole('button', { name: 'Search gaiter' }).click()
  await maya.page.getByText('1 match').waitFor()
  await maya.page.goto(`${server.url}/app/inbox?q=xylophone&status=resolved`)
  await maya.page.getByText('The search covers messages, reasons and contacts.').waitFor()
  await maya.page.getByRole('button', { name: 'Clear filters' }).click()
  await maya.page.locator('.crow').first().waitFor()
})
