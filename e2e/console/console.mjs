/**
 * Drives the console in a browser against a running server, as a teammate would, while a visitor writes.
 *
 *   node e2e/console/console.mjs --demo data/demo.json
 *   node e2e/console/console.mjs --url http://127.0.0.1:8080 --email EMAIL --password PASSWORD --assistant ID
 *
 * Prints one line for each thing that holds and exits with 0 when all of them do; a picture of what failed is left in
 * e2e/results. CHROMIUM names the browser, /usr/bin/chromium when it is not set.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { checkAccessibility } from './accessibility.mjs'
import { steps } from './steps.mjs'

const names = ['demo', 'url', 'email', 'password', 'assistant']
const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) })
const demo = values.demo ? JSON.parse(readFileSync(values.demo, 'utf8')) : {}
const settings = { ...demo, ...values }

const RESULTS = new URL('../results/', import.meta.url).pathname
const WITHIN_MS = 10_000
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const say = (text) => process.stdout.write(`${text}\n`)

mkdirSync(RESULTS, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: QUIET,
})
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
const page = await context.newPage()
page.setDefaultTimeout(WITHIN_MS)

let failures = 0
const broken = []
page.on('pageerror', (error) => broken.push(String(error)))

async function run(name, step) {
  try {
    await step()
    say(`ok: ${name}`)
  } catch (error) {
    failures++
    say(`FAILED: ${name}: ${String(error).split('\n').slice(0, 3).join(' ')}`)
    await page.screenshot({ path: `${RESULTS}console-${failures}.png` })
  }
}

for (const [name, step] of steps({ page, context, ...settings })) await run(name, step)
for (const [name, step] of checkAccessibility({ page, url: settings.url })) await run(name, step)
await run('no error was thrown in the page', () => {
  if (broken.length) throw new Error(broken.join('; '))
})
await browser.close()
process.exit(failures ? 1 : 0)
