// Real browsers over networks that fail by a seed, then heal: both sides show what is stored.

import { Networks } from '../cutoff/lib/network.mjs'
import { eventually } from '../lib/eventually.mjs'
import { agree, onceEach } from '../lib/said.mjs'
import { test } from '../lib/suite.mjs'

const CHAOS_MS = 3_000
/** A network that fell silent is noticed after the server's activity timeout and the patience of a ping. */
const CALM_MS = 75_000
/** As many as a browser keeps open to one host. */
const KEPT = 6
const { BATON_CUTOFF_SEED: one, BATON_NIGHTLY: nightly } = process.env
const first = Number(one ?? Math.floor(Math.random() * 1e9))

for (let seed = first; seed < first + (nightly && !one ? 6 : 1); seed++)
  test(`networks fail and heal under a visitor and a teammate (BATON_CUTOFF_SEED=${seed})`, async (stage) => {
    const networks = new Networks()
    try {
      const server = await stage.demo()
      const operator = await stage.operator(server)
      const [ours, theirs] = [
        await networks.open(server.url, seed, CHAOS_MS),
        await networks.open(server.url, seed + 0.5e9, CHAOS_MS),
      ]
      const through = ({ port }) => Object.create(server, { url: { value: `http://127.0.0.1:${port}` } })
      const visitor = await stage.visitor(through(theirs))
      await visitor.say('can i talk to an actual person please')
      await visitor.sees('Finding a person')
      const [{ id }] = await operator.conversations('view=waiting')
      const maya = await stage.teammate(through(ours), { to: `/app/inbox/${id}` })
      await maya.claim()
      await visitor.sees('Human is here')
      const failing = Promise.all([ours.play(), theirs.play()])
      for (const word of ['one', 'two', 'three']) {
        await visitor.say(`visitor ${word}`)
        await maya.reply(`maya ${word}`)
      }
      await failing
      const stored = await eventually('both sides agree', () => agree(operator, id, visitor, maya), CALM_MS)
      onceEach(stored, 'visitor one', 'visitor two', 'visitor three', 'maya one', 'maya two', 'maya three')
    } catch (error) {
      throw new Error(`${error.stack}\nBATON_CUTOFF_SEED=${seed}`)
    } finally {
      networks.dispose()
    }
  })

test('a network that falls silent is found out by the first word, whatever connections it left behind', async (stage) => {
  const networks = new Networks()
  try {
    const server = await stage.demo()
    const operator = await stage.operator(server)
    const open = async () => {
      const { port, ...network } = await networks.open(server.url, 0, 0)
      return { ...network, server: Object.create(server, { url: { value: `http://127.0.0.1:${port}` } }) }
    }
    const [ours, theirs] = [await open(), await open()]
    const visitor = await stage.visitor(theirs.server)
    await visitor.say('can i talk to an actual person please')
    await visitor.sees('Finding a person')
    const [{ id }] = await operator.conversations('view=waiting')
    const maya = await stage.teammate(ours.server, { to: `/app/inbox/${id}` })
    await maya.claim()
    await visitor.sees('Human is here')
    for (const { page } of [visitor, maya])
      await page.evaluate(
        (many) =>
          Promise.all(Array.from({ length: many }, () => fetch('/readyz').then((said) => said.text()))),
        KEPT,
      )
    await Promise.all([ours.silence(), theirs.silence()])
    await visitor.say('visitor')
    await maya.reply('maya')
    const stored = await eventually('both sides agree', () => agree(operator, id, visitor, maya))
    onceEach(stored, 'visitor', 'maya')
    await maya.says('WS: Connected')
  } finally {
    networks.dispose()
  }
})
