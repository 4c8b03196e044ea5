/**
 * Cut off: clients over networks that fail by a seed, against the real binary. In the end every client must show what the
 * server has: the widget's store, the console's inbox and open conversation, a follower on `packages/realtime`, pusher-js.
 *
 *   node e2e/cutoff/run.mjs
 *
 * BATON_CUTOFF_SCHEDULES says how many (20; 2,000 with BATON_NIGHTLY=1), BATON_CUTOFF_SEED plays one again. BATON_BIN names
 * the binary, BATON_FAULT_PROXY the proxy (examples/fault_proxy beside it).
 */
import { House } from './lib/house.mjs'
import { Networks } from './lib/network.mjs'
import { program } from './lib/programs.mjs'
import { play } from './lib/schedule.mjs'

const LANES = 4
const { BATON_CUTOFF_SEED: one, BATON_CUTOFF_SCHEDULES: many, BATON_NIGHTLY: nightly } = process.env
const first = Number(one ?? Math.floor(Math.random() * 1e9))
const count = one ? Number(many ?? 1) : Number(many ?? (nightly ? 2_000 : 20))
const say = (text) => process.stdout.write(`${text}\n`)

const begun = performance.now()
const names = ['console', 'widget', 'follower']
const programs = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await program(name)])))
const networks = new Networks()
say(`${count} schedules from seed ${first}`)

const total = {}
const failed = []
let next = first
async function lane() {
  const house = await House.open(networks)
  while (next < first + count) {
    const seed = next++
    const since = performance.now()
    const { wrong, story, networks: weather, tallies } = await play(house, programs, seed)
    for (const tally of tallies)
      for (const [name, times] of Object.entries(tally)) total[name] = (total[name] ?? 0) + times
    if (!wrong.length) {
      if (one) say(`ok      seed ${seed} (${Math.round(performance.now() - since)} ms)`)
      continue
    }
    failed.push(seed)
    say(`FAILED  seed ${seed}: BATON_CUTOFF_SEED=${seed} node e2e/cutoff/run.mjs`)
    for (const line of [...weather, ...story, ...wrong.slice(0, 25)]) say(`        ${line}`)
  }
  await house.close()
}
await Promise.all(Array.from({ length: Math.min(LANES, count) }, lane))
networks.dispose()

// A harness that hurts nobody finds nothing.
const idle = count < 20 ? [] : Object.entries(total).filter(([, times]) => times === 0)
say(
  `${count - failed.length} of ${count} equal in the end (${Math.round((performance.now() - begun) / 1000)} s)`,
)
say(
  Object.entries(total)
    .map(([name, times]) => `${name} ${times}`)
    .join(', '),
)
for (const [name] of idle) say(`FAILED  nothing was ${name}: the proxy does not do its work`)
if (failed.length) say(`failed seeds: ${failed.join(' ')}`)
process.exit(failed.length || idle.length ? 1 : 0)
