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
 * A failed test fails the run. At the end it is tried once more, with nothing beside it, only to tell whether it also fails
 * alone: what passes then has still found something. All failures are told again as the last words.
 */
import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { chromium } from 'playwright-core'
import { Baton } from './lib/baton.mjs'
import { Stage } from './lib/stage.mjs'
import { tests } from './lib/suite.mjs'

/** What takes this long hangs: the longest took 163 s where two slow processors had much else to do. */
const TEST_MS = 400_000
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

const browsers = draws ? 1 : Number(process.env.BATON_BROWSERS ?? 2)
const failures = await attemptAll(wanted, browsers)
if (failures.size && !draws) {
  say(`\n${failures.size} failed; each once more, alone`)
  const alone = await attemptAll([...failures.keys()], 1)
  for (const [test, problem] of failures) {
    const { name, file } = test
    say(`\nFAILED, ${alone.has(test) ? 'also' : 'but not'} alone: ${name} (${file})\n${indented(problem)}`)
  }
}
await rm(template.folder, { recursive: true })
say(`\n${wanted.length - failures.size} passed, ${failures.size} failed (${seconds(begun)})`)
for (const { name } of failures.keys()) say(`FAILED  ${name}`)
process.exit(failures.size || !wanted.length ? 1 : 0)

/** Runs tests in so many browsers beside each other, each with one test after the other; those that failed, and with what. */
async function attemptAll(chosen, lanes) {
  const failures = new Map()
  const queue = chosen.values()
  const launch = (executablePath) => chromium.launch({ executablePath, args: FLAGS })
  const lane = async () => {
    const browsers = new Map()
    for (const test of queue) {
      const path = process.env.BATON_CHROMIUM ?? (test.whole ? WHOLE : WINDOWLESS)
      if (!browsers.has(path)) browsers.set(path, await launch(path))
      const problem = await attempt(browsers.get(path), test)
      if (problem) failures.set(test, problem)
    }
    for (const browser of browsers.values()) await browser.close()
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return failures
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
