// A teammate who is gone loses what a visitor waits for.
import assert from 'node:assert/strict'
import { Operator } from '../lib/api.mjs'
import { test } from '../lib/suite.mjs'

/** A minute of grace, and the sweeps around it. */
const LAPSES_MS = 140_000

test('gone: what a teammate held waits again, and the visitor and the team are told', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const maya = await stage.teammate(server, { to: '/app/settings/handover' })
  const minutes = maya.page.getByLabel('After this many minutes')
  assert.equal(await minutes.inputValue(), '10')
  await minutes.fill('0')
  await minutes.press('Tab')
  await maya.page.getByRole('alert').getByText('Choose 1 to 1440 minutes').waitFor()
  await minutes.fill('1')
  await minutes.press('Tab')
  await maya.toasts.getByText('It goes back to Waiting after 1 minute').waitFor()

  // A program holds it for Jonas, who has no console open at all.
  const jonas = await Operator.signIn(server, await stage.member(server, 'Jonas', 'editor'))
  const visitor = await stage.visitor(server)
  await visitor.say('can i talk to an actual person please')
  await visitor.sees('Finding a person')
  const [{ id, baton }] = await operator.conversations('view=waiting')
  await jonas.about(id, 'claim')
  await visitor.say('Are you still there?')

  await maya.page.goto(`${server.url}/app/inbox?view=all`)
  await maya.open(id)
  await maya.holds('Jonas has it')
  await maya.holder.getByRole('button', { name: /Claim/ }).waitFor({ timeout: LAPSES_MS })
  await maya.log.getByText('Waiting again').waitFor()
  await maya.log.getByText('Jonas is gone').waitFor()
  await visitor.sees('Finding a person')
  const [waits] = await operator.conversations('view=waiting')
  assert.deepEqual([waits.id, waits.baton.reason.code], [id, 'holder_gone'])
  assert.equal(waits.baton.escalated_at, baton.escalated_at, 'the place is what it was')
  await maya.claim()
})
