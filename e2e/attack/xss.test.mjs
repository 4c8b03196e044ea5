// Text that wants to be more: through every field that a visitor, a read page or an admin fills, into every view, under the real policy.
import assert from 'node:assert/strict'
import { Caller } from '../lib/api.mjs'
import { eventually } from '../lib/eventually.mjs'
import { PHONE } from '../lib/stage.mjs'
import { test } from '../lib/suite.mjs'
import { Teammate } from '../lib/teammate.mjs'
import { Visitor } from '../lib/visitor.mjs'
import { faults, listen } from './alarm.mjs'
import { loud, payloads } from './payloads.mjs'

/** In every message, so that a search finds them all. */
const WORD = 'kestrel'
/** A single line longer than anybody writes: too long for a message, not for a page that is read. */
const LINE = 1_000_000
const AT_ONCE = 8
/** How many of the payloads a field has to take, so that its views are tested; names of tags are short. */
const ENOUGH = {
  page: 60,
  message: 60,
  name: 45,
  tag: 25,
  lead: 45,
  reason: 45,
  reply: 60,
  title: 10,
  text: 1,
  file: 2,
}

const FIELDS = [
  { key: 'name', label: loud[5], type: 'text', required: false },
  { key: 'email', label: 'Email', type: 'email', required: true },
  { key: 'note', label: loud[6], type: 'text', required: false },
]
/** Everybody in this test comes from one address. */
const BUSY = {
  BATON_LIMITS__INITS_PER_MINUTE: '100000',
  BATON_LIMITS__MESSAGES_PER_MINUTE: '100000',
  BATON_LIMITS__CALLS_PER_MINUTE: '100000',
}

/** Counts what the server stores; what it refuses, it has to refuse as a fault of the request. */
class Ledger {
  stored = {}

  async put(field, deed) {
    try {
      const answer = await deed()
      this.stored[field] = (this.stored[field] ?? 0) + 1
      return answer
    } catch (error) {
      const status = error.problem?.status
      assert.ok(status >= 400 && status < 500, `${field}: ${error.message}`)
      return null
    }
  }
}

async function inTurns(items, deed) {
  const queue = [...items.entries()]
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await deed(next[1], next[0])
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

/** A conversation of its own for each payload: who it is, where from, what they want, what the team makes of it. */
async function converse(server, operator, ledger, payload, index) {
  const { assistant } = await server.ticket()
  const page = { url: `https://shop.example/?q=${payload}`, title: payload, referrer: payload }
  const caller = await ledger.put('page', () => Caller.arrive(server, assistant, page))
  if (!caller) return null
  const id = caller.conversation
  // Waiting for a person from the start: nobody has to answer.
  await ledger.put('reason', () => operator.about(id, 'escalate', { reason: 'other', text: payload }))
  await ledger.put('message', () => caller.say(`${payload} ${WORD}`))
  const { contact } = await operator.get(`/api/v1/conversations/${id}`)
  await ledger.put('name', () => operator.nameContact(contact.id, { name: payload }))
  await ledger.put('phone', () => operator.nameContact(contact.id, { phone: payload }))
  await ledger.put('email', () => operator.nameContact(contact.id, { email: `${payload}@example.org` }))
  await ledger.put('tag', () => operator.about(id, 'tags', { name: payload }))
  await ledger.put('lead', () =>
    caller.leave({ name: payload, email: `v${index}@example.org`, fields: { note: payload } }),
  )
  return id
}

/** What the assistant reads: titles, texts and addresses of pages that others have written. */
async function teach(server, operator, ledger) {
  const { assistant } = await server.ticket()
  const add = (source) => operator.post('/api/v1/knowledge/sources', { assistant_id: assistant, ...source })
  const all = payloads.join('\n\n')
  await inTurns(payloads.slice(0, 12), (payload) =>
    ledger.put('title', () => add({ title: payload, text: `# ${payload}\n\nNothing to see here.` })),
  )
  await ledger.put('text', () =>
    add({ title: `${loud[0]} gannet`, text: `# Gannet tents ${loud[1]}\n\n${all}` }),
  )
  await ledger.put('url', () => add({ url: `javascript:window.__xss(1)` }))
  const html = `<title>${loud[0]}</title><h1>${loud[3]} gannet tents</h1><p>Gannet tents weigh 2 kg. ${all}</p>`
  const upload = (name, type, text) => {
    const form = new FormData()
    form.set('assistant_id', assistant)
    form.set('file', new Blob([text], { type }), name)
    return ledger.put('file', () => operator.post('/api/v1/knowledge/files', form))
  }
  await upload(`"><img src=x onerror=window.__xss(7)>.html`, 'text/html', html)
  await upload('line.txt', 'text/plain', `Puffin ${'y'.repeat(LINE)}`)
}

const clean = (heard) => assert.deepEqual(heard, [], 'text became more than text')

async function look(page, view, host) {
  assert.deepEqual(await faults(page, host), [], view)
}

/** Every view of the console. */
async function tour(maya, { base, ids }) {
  const { page } = maya
  const visit = async (path, ready) => {
    await page.goto(base + path)
    await ready.first().waitFor()
    await look(page, path)
  }
  await visit(`/app/inbox?q=${WORD}`, page.locator('.crow mark'))
  const rows = page.locator('.rows')
  for (let y = 0; y < 6_000; y += 1_200) {
    await rows.evaluate((element, top) => (element.scrollTop = top), y)
    await look(page, `the list at ${y}`)
  }
  for (const id of ids) {
    await visit(`/app/inbox/${id}`, maya.log.locator('article.msg'))
    await maya.log.evaluate((log) => (log.scrollTop = 0))
    await look(page, `the thread ${id}`)
  }
  await visit('/app/inbox?view=leads', page.locator('.crow'))
  await visit('/app/leads', page.locator('table.leads tbody tr'))
  await page.locator('table.leads tbody .row-open').nth(3).click()
  await page.locator('.leadcard').waitFor()
  await look(page, 'a lead')
  await visit('/app/knowledge', page.locator('table.sources tbody tr'))
  await page
    .getByRole('button', { name: /gannet/ })
    .first()
    .click()
  await page.locator('.document').first().waitFor()
  await look(page, 'what was read')
  await page.keyboard.press('Escape')
  await page.getByRole('textbox', { name: 'Question' }).fill('How much do gannet tents weigh?')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.locator('.ask-answer').waitFor()
  await look(page, 'a tried question')
  for (const payload of [loud[0], payloads.at(-13)]) {
    await visit(
      `/app/inbox?q=${encodeURIComponent(payload)}&assistant=${encodeURIComponent(payload)}`,
      page.locator('.list-body'),
    )
    await visit(
      `/app/${encodeURIComponent(payload)}`,
      page.getByRole('heading', { name: 'There is no such page' }),
    )
  }
  await visit('/app/inbox/javascript:window.__xss(1)', page.getByText('There is no such conversation here'))
}

test('hostile text stays text: in every view of the console and the widget, under the real policy', async (stage) => {
  assert.ok(payloads.length >= 60)
  const model = await stage.model()
  model.wordMs = 0
  const server = await stage.demo({ ...model.env, ...BUSY })
  const operator = await stage.operator(server)
  const ledger = new Ledger()
  const context = await stage.context()
  const heard = await listen(context)
  const { assistant } = await server.ticket()
  await operator.call('PATCH', `/api/v1/assistants/${assistant}`, {
    name: loud[0].slice(0, 40),
    greeting: payloads.slice(0, 8).join('\n'),
    lead_form: { title: loud[2], fields: FIELDS },
    starter_prompts: payloads.slice(2, 5),
  })
  const taught = teach(server, operator, ledger)

  // A host page without a policy of its own: nothing but the widget itself holds the line.
  const bare = `<!doctype html><title>${WORD}</title><script async src="/widget.js" data-assistant="${assistant}"></script>`
  const shop = await stage.page(context, 'visitor')
  await shop.route('**/bare', (route) => route.fulfill({ contentType: 'text/html', body: bare }))
  const visitor = new Visitor(shop)
  await visitor.visit(`${server.url}/bare`)
  await look(shop, 'the greeting', 'baton-widget')

  const maya = new Teammate(await stage.page(context, 'Maya'), server)
  await maya.signIn(await server.ticket())
  const theirs = []
  await inTurns(payloads, async (payload, index) => {
    theirs[index] = await converse(server, operator, ledger, payload, index)
  })
  await maya.toasts.first().waitFor()
  await look(maya.page, 'toasts')

  // One conversation with everything in it: said by the visitor, quoted by the assistant, repeated by a person.
  await taught
  await eventually('everything is read', async () => {
    const { items } = await operator.get('/api/v1/knowledge/sources?limit=100')
    return items.every(({ status }) => status === 'ready' || status === 'failed')
  })
  const half = Math.ceil(payloads.length / 2)
  for (const [index, some] of [payloads.slice(0, half), payloads.slice(half)].entries()) {
    model.reply = () => `Two kilograms. [1]\n${some.join('\n')}`
    await visitor.say(`How much do gannet tents weigh? ${loud[index]}`)
    await visitor.hears('assistant', index + 1)
  }
  await visitor.panel.locator('.w-chip').last().click()
  await visitor.panel.locator('.w-quote').waitFor()
  await look(shop, 'a quotation', 'baton-widget')
  const [{ id }] = await operator.conversations('q=gannet')
  await operator.about(id, 'claim')
  await inTurns(payloads, (payload) => ledger.put('reply', () => operator.reply(id, payload)))
  for (const [field, enough] of Object.entries(ENOUGH))
    assert.ok(ledger.stored[field] >= enough, `${field}: ${JSON.stringify(ledger.stored)}`)
  await visitor.hears('human-agent', ledger.stored.reply)
  await look(shop, 'the chat', 'baton-widget')
  clean(heard)

  // Markup, and what lays itself out worst: right to left, towers of accents, no place to break a line.
  const ids = [id, theirs[0], ...[-9, -8, -7, -5].map((at) => theirs.at(at))].filter(Boolean)
  await tour(maya, { base: server.url, ids })
  await maya.page.setViewportSize(PHONE)
  await maya.page.goto(`${server.url}/app/inbox/${id}`)
  await maya.log.locator('article.msg').first().waitFor()
  await look(maya.page, 'a thread on a phone')
  clean(heard)
})

test('the alarm of the attack above rings when a page does take text for HTML', async (stage) => {
  const server = await stage.demo()
  const context = await stage.context()
  const heard = await listen(context)
  const page = await context.newPage()
  await page.route('**/spilt/*', (route) => {
    const text = loud[Number(route.request().url().split('/').at(-1))]
    return route.fulfill({ contentType: 'text/html', body: `<!doctype html><body><div>${text}</div>` })
  })
  /** As HTML, and once more what a parser made of it: some are mended into harm. */
  const spill = (text) =>
    page.evaluate((html) => {
      const sink = () => document.body.appendChild(document.createElement('div'))
      const first = sink()
      first.innerHTML = html
      sink().innerHTML = first.innerHTML
    }, text)
  const seen = new Set()
  for (const [index, payload] of loud.entries()) {
    await page.goto(`${server.url}/spilt/${index}`)
    await spill(payload)
    for (const fault of await faults(page)) seen.add(fault)
  }
  await eventually('every payload is heard', () => {
    const silent = loud.filter(
      (_, n) => !heard.some((what) => new RegExp(`\\b${n}\\b`).test(what.replace(server.url, ''))),
    )
    assert.deepEqual(silent, [])
    return true
  })
  for (const fault of ['img[onerror]', '<iframe>', 'details[ontoggle]']) assert.ok(seen.has(fault), fault)
  heard.length = 0
  await page.goto(`${server.url}/app/sign-in`)
  await page.getByLabel('Email').waitFor()
  const refused = await spill(loud[0]).then(
    () => '',
    (error) => error.message,
  )
  assert.match(refused, /TrustedHTML/)
  await eventually('the policy of the console is heard', () =>
    heard.some((what) => what.startsWith('policy')),
  )
})
