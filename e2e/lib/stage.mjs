// What one test needs: servers, browsers and people, struck in reverse order when it ends.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Operator } from './api.mjs'
import { Baton } from './baton.mjs'
import { Mails } from './mails.mjs'
import { startModel } from './model.mjs'
import { startNetwork } from './network.mjs'
import { Shop } from './shop.mjs'
import { Teammate } from './teammate.mjs'
import { Visitor } from './visitor.mjs'

export const RESULTS = fileURLToPath(new URL('../results', import.meta.url))
const PATIENCE_MS = 15_000
/** The windows of the design. */
export const DESK = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }
/** What a browser says of a network that a test has cut, or of an answer that the page itself explains. */
const EXPECTED = /Failed to load resource|WebSocket connection to|net::ERR_|ERR_PROXY|ERR_TUNNEL/

export class Stage {
  #browser
  #template
  #ends = []
  #pages = new Map()
  #servers = []
  #findings = new Map()
  /** What fails the test although it went through. */
  complaints = []

  constructor(browser, template) {
    this.#browser = browser
    this.#template = template
  }

  /** The demo shop with its knowledge, from a data folder that was made once for all tests. */
  demo(env) {
    return this.#serve({ command: 'demo', from: this.#template, env })
  }

  /** An empty installation. */
  serve(env) {
    return this.#serve({ command: 'serve', env })
  }

  async model() {
    return this.#keep(await startModel())
  }

  /** A mail server. */
  async mails() {
    return this.#keep(await Mails.listen())
  }

  /** A site of somebody else with the widget of an assistant, that of the demo unless told otherwise, which allows it. */
  async shop(server, options = {}) {
    const { assistant = (await server.ticket()).assistant, operator = await this.operator(server) } = options
    const shop = this.#keep(await Shop.open(server, { ...options, assistant }))
    await operator.call('PATCH', `/api/v1/assistants/${assistant}`, { allowed_origins: [shop.url] })
    return shop
  }

  async network() {
    return this.#keep(await startNetwork())
  }

  /** A browser of its own. */
  async context({ network, ...options } = {}) {
    const proxy = network ? { proxy: network.proxy } : {}
    const context = await this.#browser.newContext({ viewport: DESK, ...proxy, ...options })
    this.#ends.push(() => context.close())
    context.setDefaultTimeout(PATIENCE_MS)
    return context
  }

  async page(context, who) {
    const page = await context.newPage()
    this.#pages.set(page, who)
    page.on('pageerror', (error) => this.complaints.push(`${who}: ${error.stack ?? error}`))
    page.on('console', (message) => {
      const text = message.text()
      if (message.type() === 'error' && !EXPECTED.test(text)) this.complaints.push(`${who}: ${text}`)
    })
    return page
  }

  /** Somebody in the shop; `open: false` leaves the chat closed. */
  async visitor(server, { open, ...options } = {}) {
    const context = await this.context(options)
    const visitor = new Visitor(await this.page(context, 'visitor'))
    await visitor.visit(`${server.url}/demo`, { open })
    return visitor
  }

  /** Somebody signed in; the owner of the demo unless told otherwise. */
  async teammate(server, { as, to, indicator, ...options } = {}) {
    const context = await this.context(options)
    const teammate = new Teammate(await this.page(context, as?.name ?? 'teammate'), server)
    await teammate.signIn(as ?? (await server.ticket()), to, indicator)
    return teammate
  }

  /** Does something when the test ends. */
  later(deed) {
    this.#ends.push(deed)
  }

  async operator(server) {
    return Operator.signIn(server, await server.ticket())
  }

  /** Adds somebody to the team, from the command line. */
  async member(server, name, role, workspace) {
    const email = `${name.toLowerCase()}@example.org`
    const password = `the password of ${name}`
    const where = workspace ? ['--workspace', workspace] : []
    await server.run(
      'user',
      'add',
      '--email',
      email,
      '--name',
      name,
      '--role',
      role,
      '--password',
      password,
      ...where,
    )
    return { name, email, password }
  }

  /** Something about a state of a page, which may be found in many. */
  found(what, state, isGrave) {
    const known = this.#findings.get(what) ?? { states: [], isGrave }
    known.states.push(state)
    this.#findings.set(what, known)
  }

  #told(grave) {
    const chosen = [...this.#findings].filter(([, { isGrave }]) => isGrave === grave)
    return chosen.map(([what, { states }]) => `${what} [${states.length}: ${states.slice(0, 6).join(', ')}]`)
  }

  /** What was found that fails no test. */
  get notes() {
    return this.#told(false)
  }

  /** Pictures of every page and the end of every log, for whoever looks into a failure. */
  async photograph(name) {
    const folder = join(RESULTS, 'failures')
    mkdirSync(folder, { recursive: true })
    for (const [page, who] of this.#pages) {
      if (page.isClosed()) continue
      const path = join(folder, `${name.replace(/\W+/g, '-')}-${who}.png`)
      await page.screenshot({ path, timeout: 5_000 }).catch(() => {})
    }
    return this.#servers.map((server) => server.lastWords()).join('\n')
  }

  async strike() {
    for (const end of this.#ends.reverse()) await end()
    const panics = this.#servers.flatMap((server) =>
      server.log.split('\n').filter((line) => /panicked at/.test(line)),
    )
    return [...this.complaints, ...this.#told(true), ...panics]
  }

  async #serve(options) {
    const server = await Baton.start(options)
    this.#servers.push(server)
    return this.#keep(server)
  }

  #keep(thing) {
    this.#ends.push(() => thing.dispose())
    return thing
  }
}
