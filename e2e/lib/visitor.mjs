// A visitor of the shop, with the widget in front of them.
import assert from 'node:assert/strict'
import { eventually } from './eventually.mjs'

/** More stops of the Tab key than the shop has. */
const TABS = 80

export class Visitor {
  constructor(page) {
    this.page = page
    this.launcher = page.locator('baton-widget .w-launch')
    this.panel = page.locator('#baton-panel')
    // Not the one in which an answer is judged.
    this.field = this.panel.locator('textarea[enterkeyhint]')
    this.title = this.panel.locator('#baton-title')
    this.live = this.panel.locator('.w-turn[aria-busy=true]')
    this.log = this.panel.getByRole('log')
  }

  /** Loads the shop's page, and opens the chat unless told not to. */
  async visit(url, { open = true } = {}) {
    await this.page.goto(url)
    await this.launcher.waitFor()
    if (open) await this.open()
  }

  async open() {
    await this.launcher.click()
    await this.panel.waitFor()
  }

  /** With the Tab key and Enter only. */
  async openByKeyboard() {
    const isThere = () => this.page.evaluate(() => document.activeElement?.localName === 'baton-widget')
    for (let pressed = 0; !(await isThere()); pressed++) {
      assert.ok(pressed < TABS, 'the Tab key does not reach the launcher')
      await this.page.keyboard.press('Tab')
    }
    await this.page.keyboard.press('Enter')
    await this.panel.waitFor()
    await eventually('the focus is in the composer', () =>
      this.field.evaluate((field) => field.getRootNode().activeElement === field),
    )
  }

  async say(text) {
    await this.field.fill(text)
    await this.field.press('Enter')
  }

  /** What the server has confirmed, as it is drawn. */
  transcript() {
    return this.panel.locator('article.w-turn[title]').evaluateAll((turns) =>
      turns.map((turn) => ({
        role: ['user', 'assistant', 'human-agent'].find((role) => turn.classList.contains(role)),
        text: turn.querySelector('.w-m').textContent,
        isCut: turn.textContent.includes('stopped here'),
      })),
    )
  }

  /** What waits to be sent. */
  pending() {
    return this.panel.locator('article.w-turn.user:not([title]) .w-m').allTextContents()
  }

  /** Waits for the `count`-th stored message of a role; answers it. */
  hears(role, count = 1) {
    return eventually(`message ${count} of ${role} in the widget`, async () => {
      const said = (await this.transcript()).filter((message) => message.role === role)
      assert.ok(said.length >= count, `there are ${said.length}`)
      return said[count - 1]
    })
  }

  async sees(title) {
    await this.title.filter({ hasText: title }).waitFor()
  }

  button(name) {
    return this.panel.getByRole('button', { name })
  }
}
