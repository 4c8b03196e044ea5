// Draws every state of the widget in a real browser, asks axe about each, and leaves the pictures in e2e/results/widget.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { startFake } from './fake.mjs'
import { CITATIONS } from './world.mjs'

const require = createRequire(import.meta.url)
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const out = join(dirname(fileURLToPath(import.meta.url)), '../results/widget')
mkdirSync(out, { recursive: true })

const page = (
  query,
) => `<!doctype html><html lang="${query.get('locale') ?? 'en'}"><meta charset="iso-8859-1"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Talus Mid</title>
<link rel="stylesheet" href="/host.css"><body class="${query.get('theme') ?? ''}"><main><h1>Talus Mid</h1><p>A leather boot for hut-to-hut days.</p></main>
<script async src="/widget.js" data-assistant="a1" ${query.get('theme') ? `data-theme="${query.get('theme')}"` : ''} ${query.get('locale') ? `data-locale="${query.get('locale')}"` : ''}></script>
<script async src="/widget.js" data-assistant="a1"></script></body></html>`

const answered = {
  citations: CITATIONS,
}
const TALK =
  'Small, by about half a size. [1] Between two sizes, take the larger one. Unworn pairs come back free within 60 days. [2]'

/** Each state: what has happened, and what the visitor does then. */
const STATES = {
  'a-unread': {
    seed(w) {
      w.say('user', 'Do they run true to size, or small?')
      w.say(
        'assistant',
        'Want a hand with boot sizes? I can compare with what you **wear** now. [1]',
        answered,
      )
      w.unread = 1
    },
    open: false,
  },
  'a-unread-human': {
    seed(w) {
      w.say('user', 'can i talk to an actual person')
      w.pass('claimed', 'person', 'Maya')
      w.say('human-agent', 'Hi Hannah! Our Bergen shop has one navy L left.', { author_name: 'Maya' })
      w.say('human-agent', 'Shall I hold it for you?', { author_name: 'Maya' })
      w.unread = 2
    },
    open: false,
  },
  'b-start': { seed() {} },
  'b-streaming': {
    seed(w) {
      w.say('user', 'Do they run true to size, or small?')
      w.say('assistant', TALK, answered)
      w.say('user', 'I measured 26.4 cm')
    },
    live(w) {
      const turn = w.begin()
      turn.write()
      turn.speak('Then you are at the very top of a 41, [1] so I would go for the 42. ')
      turn.speak('It leaves about 8 mm at the toe')
    },
  },
  'b-searching': {
    seed(w) {
      w.say('user', 'Do they run true to size, or small?')
    },
    live: (w) => w.begin(),
  },
  'b-quote': {
    seed(w) {
      w.say('user', 'Do they run true to size, or small?')
      w.say('assistant', TALK, answered)
    },
    act: (p) => p.getByRole('button', { name: 'Source 1: Talus Mid fit guide' }).click(),
  },
  'c-waiting': {
    seed(w) {
      w.say('user', 'my storm shell came in M but i need L before saturday')
      w.say(
        'assistant',
        'I can send a free return label now. [1] Navy L is out of stock online until 18 June, though. [2]',
        answered,
      )
      w.say('user', 'can i talk to an actual person')
      w.say('assistant', 'Of course. I passed our chat to the team, so you need not repeat anything.', {
        kind: 'handover',
      })
      w.pass('escalated', 'nobody')
      w.baton.waiting_since = new Date(Date.now() - 72_000).toISOString()
    },
  },
  'c-human': {
    seed(w) {
      w.say('user', 'can i talk to an actual person')
      w.say('assistant', 'Of course. I passed our chat to the team, so you need not repeat anything.', {
        kind: 'handover',
      })
      w.pass('claimed', 'person', 'Maya')
      w.say(
        'human-agent',
        'Hi Hannah! Our Bergen shop has one navy L left. Shall I hold it for you until tomorrow evening?',
        { author_name: 'Maya' },
      )
      w.say('user', 'yes!! that saves my trip')
    },
    live: (w) => w.signal('typing', { who: 'person', name: 'Maya', on: true }),
    act: (p) => p.getByRole('textbox').fill('thank you so much'),
  },
  'c-form': {
    seed(w) {
      w.say('user', '12 tents for a scout camp?')
      w.say('assistant', 'From 10 tents up it is 15 % off. [1] Leave an email, a person quotes today.', {
        citations: [CITATIONS[0]],
      })
    },
    async act(p) {
      await p.getByRole('button', { name: /^(More options|Weitere Optionen)$/ }).click()
      await p.getByRole('menuitem').nth(1).click()
      await p.getByLabel('Name').fill('Danuta Pawlak')
      await p.getByLabel('Group size').fill('24')
      await p.getByRole('checkbox').check({ force: true })
      await p.getByLabel('Email').fill('d.pawlak@example.org')
    },
  },
  'c-form-asked': {
    seed(w) {
      w.say('user', '12 tents for a scout camp?')
    },
    live: (w) => w.say('assistant', 'Leave an email, a person quotes today.', { kind: 'lead_form' }),
  },
  'c-form-faults': {
    seed() {},
    async act(p) {
      await p.getByRole('button', { name: 'More options' }).click()
      await p.getByRole('menuitem').nth(1).click()
      await p.getByLabel('Email').fill('not an address')
      await p.getByRole('button', { name: 'Send my details' }).click()
    },
  },
  'c-cut': {
    seed(w) {
      w.say('user', 'Can you hold the navy L in Bergen?')
    },
    live(w) {
      const turn = w.begin()
      turn.speak('Let me check the stock of our shops. In Bergen there')
      w.claim('Maya')
      turn.speak(' this must never be seen')
      w.say('human-agent', 'Yes, there is one left.', { author_name: 'Maya' })
      w.say('user', 'thank you so much, you are a star')
      w.pass('released', 'assistant')
    },
  },
  'c-decline': {
    seed(w) {
      w.say('user', 'Do you sell canoes in Lima?')
      w.say('assistant', 'I do not know that. Shall I ask a person?', { kind: 'decline' })
    },
  },
  'd-menu': {
    seed(w) {
      w.say('user', 'Do you sell canoes in Lima?')
      w.say(
        'assistant',
        'Here is a list:\n\n- **One** with `code`\n- [Two](https://shop.example/two)\n\nand <b>no html</b>.',
      )
    },
    act: (p) => p.getByRole('button', { name: 'More options' }).click(),
  },
  'd-ask': {
    seed(w) {
      w.say('user', 'Do you sell canoes in Lima?')
    },
    async act(p) {
      await p.getByRole('button', { name: 'More options' }).click()
      await p.getByRole('menuitem', { name: 'Clear conversation' }).click()
    },
  },
  'd-offline': {
    seed(w) {
      w.say('user', 'Do you sell canoes in Lima?')
    },
    async act(p, fake) {
      fake.down = true
      fake.sockets = false
      fake.drop()
      await p.getByRole('textbox').fill('Are you there?')
      await p.keyboard.press('Enter')
      await p.locator('.w-banner').waitFor({ timeout: 20_000 })
    },
  },
  'd-outbox': {
    seed() {},
    async act(p, fake) {
      fake.fail = (path, body) =>
        path !== 'messages' || !body.body
          ? null
          : body.body === 'no'
            ? [422, 'validation_failed']
            : [503, 'unavailable']
      for (const text of ['no', 'Are you there?']) {
        await p.getByRole('textbox').fill(text)
        await p.keyboard.press('Enter')
      }
      await p.waitForTimeout(300)
      await p.getByRole('textbox').fill('x'.repeat(3990))
    },
  },
}
const LOOKS = {
  light: { query: '?theme=light', viewport: { width: 500, height: 780 } },
  dark: { query: '?theme=dark', viewport: { width: 500, height: 780 } },
  mobile: { query: '?theme=light', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  rtl: { query: '?theme=light&locale=ar', viewport: { width: 500, height: 780 } },
}

const only = process.argv[2]
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
let failures = 0
for (const [look, { query, ...options }] of Object.entries(LOOKS)) {
  const context = await browser.newContext({ ...options, bypassCSP: false })
  for (const [name, state] of Object.entries(STATES)) {
    if (only && !`${name}-${look}`.includes(only)) continue
    if (look === 'rtl' && state.act) continue
    failures += await draw(context, `${name}-${look}`, query, state)
  }
  await context.close()
}
await browser.close()
process.exit(failures ? 1 : 0)

async function draw(context, name, query, { seed, live, act, open = true }) {
  const fake = await startFake({ page })
  seed(fake.world)
  const view = await context.newPage()
  view.setDefaultTimeout(5_000)
  const complaints = []
  view.on(
    'console',
    (m) =>
      /error|warn/.test(m.type()) &&
      !/status of (4|5)|ERR_EMPTY_RESPONSE|ERR_CONNECTION|WebSocket connection/.test(m.text()) &&
      complaints.push(m.text()),
  )
  view.on('pageerror', (e) => complaints.push(String(e)))
  try {
    await view.goto(fake.url + query)
    const launcher = view.locator('baton-widget .w-launch')
    await launcher.waitFor()
    if (open) {
      await launcher.click()
      await view.locator('#baton-panel').waitFor()
    } else await view.locator('.w-tease').waitFor()
    await view.evaluate(() => document.fonts.ready)
    await view.waitForTimeout(350)
    live?.(fake.world)
    await act?.(view, fake)
    await view.waitForTimeout(450)
    await view.screenshot({ path: join(out, `${name}.png`) })
    // Playwright evaluates past the page's policy, so that axe may look at a page that would not load it.
    await view.evaluate(AXE)
    const { violations } = await view.evaluate(() =>
      window.axe.run('baton-widget', {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
      }),
    )
    for (const v of violations)
      complaints.push(
        `axe ${v.id}: ${v.nodes.map((n) => `${n.target.flat().at(-1)} ${n.any[0]?.message ?? ''}`).join(' | ')}`,
      )
  } catch (error) {
    complaints.push(String(error))
  }
  await view.close()
  fake.close()
  console.log(complaints.length ? 'FAIL' : 'ok  ', name)
  for (const text of complaints) console.log('     ', text.slice(0, 400))
  return complaints.length ? 1 : 0
}
