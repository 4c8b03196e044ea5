// Somebody of the team, with the console in front of them.
import assert from 'node:assert/strict'
import { eventually } from './eventually.mjs'

/**
 * The first page of a browser compiles everything: on a machine that is busy, as just after a build, this alone has taken longer than
 * what is otherwise soon.
 */
const ARRIVAL_MS = 45_000

export class Teammate {
  constructor(page, server) {
    this.page = page
    this.server = server
    this.holder = page.getByRole('group', { name: 'Who holds the baton' })
    this.composer = page.getByRole('textbox', { name: 'Reply', exact: true })
    this.indicator = page.locator('.topbar .wsock')
    this.live = page.locator('article.msg.live')
    this.toasts = page.locator('.toast')
    this.log = page.getByRole('log', { name: 'Transcript' })
  }

  /** Through the sign-in page, to where they wanted to go. */
  async signIn({ email, password }, to = '/app/inbox', indicator = 'WS: Connected') {
    await this.page.goto(this.server.url + to)
    await this.page.getByLabel('Email').fill(email, { timeout: ARRIVAL_MS })
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.keyboard.press('Enter')
    await this.page.locator('.app').waitFor({ timeout: ARRIVAL_MS })
    await this.says(indicator, ARRIVAL_MS)
  }

  async says(indicator, within) {
    await this.indicator.filter({ hasText: indicator }).waitFor({ timeout: within })
  }

  /** Chooses in the menu of the own account. */
  async account(role, name) {
    await this.page
      .getByRole('button', { name: /^Your account/ })
      .first()
      .click()
    await this.page.getByRole(role, { name }).click()
  }

  /** Takes no conversations any more. The operator sees them, by their first name, as the team does. */
  async goesAway(operator, name) {
    await this.account('menuitemcheckbox', 'Take conversations')
    await eventually(`${name} is away`, async () => {
      const { items } = await operator.get('/api/v1/teammates')
      return items.find((each) => each.name === name).away
    })
  }

  async view(name) {
    await this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
  }

  /** The row of a conversation in the list. */
  row(id) {
    return this.page.locator('.crow', { has: this.page.locator(`[data-row="${id}"]`) })
  }

  async open(id) {
    await this.page.locator(`[data-row="${id}"]`).click()
    await this.log.waitFor()
  }

  /** A single-key shortcut: it works where no text field has the focus. */
  async press(key) {
    await this.page.evaluate(() => document.activeElement?.blur())
    await this.page.keyboard.press(key)
  }

  async holds(text) {
    await this.holder.filter({ hasText: text }).waitFor()
  }

  async claim() {
    await this.holder.getByRole('button', { name: /Claim|Take over/ }).waitFor()
    await this.press('c')
    await this.holds('You have it')
    // Whoever claimed it wants to write: a key pressed before the focus is there would go wherever it goes then.
    await this.writes()
  }

  /** The focus is in the composer. */
  async writes() {
    await eventually('the focus is in the composer', () =>
      this.composer.evaluate((field) => document.activeElement === field),
    )
  }

  async handBack(bot = 'Scout') {
    await this.press('h')
    await this.holds(`${bot} is answering`)
  }

  /** Writes with the keyboard, as Markdown, and sends. */
  async reply(text) {
    await this.press('r')
    await this.writes()
    await this.composer.fill(text)
    await this.page.keyboard.press('Control+Enter')
  }

  /** What the server has confirmed, as it is drawn. */
  transcript() {
    return this.log.locator('article.msg:not(.live, .sending, .queued)').evaluateAll((messages) =>
      messages.map((message) => ({
        role: { v: 'user', a: 'assistant', h: 'human-agent' }[message.classList[1]],
        text: message.querySelector('.bub').textContent,
        isCut: message.textContent.includes('Cut short when a person took over'),
      })),
    )
  }

  /** What waits to be sent. */
  pending() {
    return this.log.locator('article.msg:is(.sending, .queued) .bub').allTextContents()
  }

  hears(role, count = 1) {
    return eventually(`message ${count} of ${role} in the console`, async () => {
      const said = (await this.transcript()).filter((message) => message.role === role)
      assert.ok(said.length >= count, `there are ${said.length}`)
      return said[count - 1]
    })
  }

  /** Marks the page, to know later that it was never loaded anew. */
  async mark() {
    await this.page.evaluate(() => (window.isMarked = true))
  }

  async wasNotReloaded() {
    assert.ok(await this.page.evaluate(() => window.isMarked), 'the page was loaded anew')
  }
}
