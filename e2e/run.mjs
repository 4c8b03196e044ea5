/**
 * The browser tests, against the real binary in a real browser.
 *
 *   node e2e/run.mjs [words]          tests whose name or file holds one of the words; without words all
 *   node e2e/run.mjs screenshots      draws docs/images instead
 *
 * BATON_BIN names the binary (target/debug/baton), BATON_BROWSERS how many browsers go through the tests beside each other (2).
 * They are Debian's Chromium, without a window unless a test needs the whole of it: that one draws pages and nothing around them.
 * BATON_CHROMIUM names another one for all tests. Pictures of states and of failures are left in e2e/results.
 *
 * What failed is tried once more at the end, with nothing beside it, and all failures are told again as the last words. One that
 * passes then has still found something, mostly about a slow machine: it is told too, and more than MOST_WAVERING fail the run.
 */
import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { chromium } from 'playwright-core'
import { Baton } from './lib/baton.mjs'
import { Stage } from './lib/stage.mjs'
import { tests } from './lib/suite.mjs'

/** What takes this long hangs: the longest took 163 s where two slow processors had much else to do. */
const TEST_MS = 400_000
/** So many may fail beside others and pass alone; with more of them something is wrong that is not one test. */
const MOST_WAVERING = 2
const WINDOWLESS = '/usr/bin/chromium-headless-shell'
const WHOLE = '/usr/bin/chromium'
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const say = (text) => process.stdout.write(`${text}\n`)
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`

const words = process.argv.slice(2)
const draws = words[0] === 'screenshots'
// The longest first, so that no browser is left over with one at the end.
for (const folder of draws ? ['pictures'] : ['a11y', 'attack', 'story']) {
  const url = new URL(`./${folder}/`, import.meta.url)
  for (const file of readdirSync(url)
    .filter((name) => name.endsWith('.test.mjs'))
    .sort()) {
    const first = tests.length
    await import(new URL(file, url))
    for (const each of tests.slice(first)) each.file = `${folder}/${file}`
  }
}
const wanted = tests.filter(
  ({ name, file }) =>
    draws || !words.length || words.some((word) => name.includes(word) || file.includes(word)),
)

const begun = performance.now()
const template = await Baton.start({ command: 'demo' })
await template.stop()
say(`the demo is ready after ${seconds(begun)}`)

const failures = new Map()
await Promise.all(Array.from({ length: draws ? 1 : Number(process.env.BATON_BROWSERS ?? 2) }, work(wanted)))
const wavering = new Map()
if (failures.size && !draws) {
  say(`\n${failures.size} failed; each once more, alone`)
  const first = new Map(failures)
  failures.clear()
  await work([...first.keys()])()
  for (const [test, problem] of first) if (!failures.has(test)) wavering.set(test, problem)
}
await rm(template.folder, { recursive: true })

tell('passed only when alone; before that', wavering)
tell('FAILED', failures)
const failed = failures.size
say(
  `\n${wanted.length - failed} passed, ${wavering.size} of them only when alone, ${failed} failed (${seconds(begun)})`,
)
process.exit(failed || wavering.size > MOST_WAVERING || !wanted.length ? 1 : 0)

function tell(what, problems) {
  for (const [{ name, file }, problem] of problems) say(`\n${what}: ${name} (${file})\n${indented(problem)}`)
}

/** What takes one after the other of these tests, shared with those beside it, with browsers of its own. */
function work(chosen) {
  const queue = chosen.values()
  return async () => {
    const browsers = new Map()
    const launch = (executablePath) => chromium.launch({ executablePath, args: FLAGS })
    for (const test of queue) {
      const path = process.env.BATON_CHROMIUM ?? (test.whole ? WHOLE : WINDOWLESS)
      if (!browsers.has(path)) browsers.set(path, await launch(path))
      const problem = await attempt(browsers.get(path), test)
      if (problem) failures.set(test, problem)
    }
    for (const browser of browsers.values()) await browser.close()
  }
}

/** Runs a test; what was wrong with it, or nothing. */
async function attempt(browser, { name, body }) {
  const since = performance.now()
  const stage = new Stage(browser, template.folder)
  let late
  const expiry = new Promise((_, reject) => {
    late = setTimeout(() => reject(new Error(`it took longer than ${TEST_MS} ms`)), TEST_MS)
  })
  let problem = ''
  try {
    await Promise.race([body(stage), expiry])
  } catch (error) {
    problem = `${error.stack ?? error}\n--- the server's last words\n${await stage.photograph(name)}`
  }
  clearTimeout(late)
  const complaints = await stage.strike().catch((error) => [`clearing up: ${error.stack}`])
  if (complaints.length) problem += `\n--- complaints\n${complaints.join('\n')}`
  say(`${problem ? 'FAILED' : 'ok    '}  ${name} (${seconds(since)})`)
  for (const text of [...stage.notes, problem]) if (text) say(indented(text))
  return problem
}

function indented(text) {
  return text.replace(/^/gm, '        ')
}
