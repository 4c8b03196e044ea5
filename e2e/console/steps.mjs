import { Visitor } from './visitor.mjs'

/** What a teammate does on a working day, in order; each step goes on where the one before it ended. */
export function* steps({ page, context, url, email, password, assistant }) {
  const seen = (text, options) => page.getByText(text, options).first().waitFor()
  const press = (key) => page.keyboard.press(key)
  const answerTo = async (visitor, test) => {
    for (let tries = 0; tries < 40; tries++) {
      const found = (await visitor.messages()).find(test)
      if (found) return found
      await page.waitForTimeout(250)
    }
    throw new Error('the visitor never received it')
  }
  const transcript = () => page.locator('.transcript')
  const row = (id) => page.locator(`[data-row="${id}"]`)
  let visitor
  const words = `Do unworn boots come back free, order ${Date.now()}?`

  yield [
    'a deep link asks to sign in and comes back',
    async () => {
      await page.goto(`${url}/app/inbox?view=mine`)
      await page.waitForURL(/sign-in/)
      await page.getByLabel('Email').fill(email)
      await page.getByLabel('Password', { exact: true }).fill(`${password}!`)
      await press('Enter')
      await seen('The email or the password is wrong')
      await page.getByLabel('Password', { exact: true }).fill(password)
      await press('Enter')
      await page.waitForURL(/inbox\?view=mine/)
      await seen('WS: Connected')
      await press('Alt+1')
    },
  ]
  yield [
    'a visitor who writes appears without a reload',
    async () => {
      visitor = await Visitor.arrive(url, assistant)
      await visitor.say(words)
      await row(visitor.conversation).waitFor()
    },
  ]
  yield [
    'the assistant answers in the open thread',
    async () => {
      await row(visitor.conversation).click()
      await transcript().getByText(words).waitFor()
      await page.locator('.msg.a:not(.live)').first().waitFor()
    },
  ]
  yield [
    'a visitor who asks for a person waits',
    async () => {
      await visitor.askForPerson()
      await seen('Nobody holds the baton')
      await press('Alt+2')
      await row(visitor.conversation).waitFor()
    },
  ]
  yield [
    'a claim leads to the composer, and the reply reaches the visitor',
    async () => {
      await press('c')
      await seen('You have it')
      await page.getByRole('textbox', { name: 'Reply' }).fill('Hello, **a person** here.')
      await page.getByRole('tab', { name: 'Preview' }).click()
      await page.locator('.c-body b', { hasText: 'a person' }).waitFor()
      await page.getByRole('button', { name: 'Send' }).click()
      await page.locator('.msg.h:not(.queued):not(.sending)', { hasText: 'a person' }).waitFor()
      const received = await answerTo(visitor, (each) => each.role === 'human-agent')
      if (!received.body.includes('**a person**')) throw new Error(received.body)
    },
  ]
  yield [
    'a second tab sees the same holder',
    async () => {
      const other = await context.newPage()
      await other.goto(`${url}/app/inbox/${visitor.conversation}`)
      await other.locator('.slot-human', { hasText: 'You have it' }).waitFor()
      await other.close()
    },
  ]
  yield [
    'a draft outlives a reload',
    async () => {
      await page.getByRole('textbox', { name: 'Reply' }).fill('half a thought')
      await page.reload()
      await page.waitForFunction(() => document.querySelector('textarea.c-body')?.value === 'half a thought')
      await page.getByRole('textbox', { name: 'Reply' }).fill('')
    },
  ]
  yield [
    'what is written without a connection is sent once it is back',
    async () => {
      await seen('WS: Connected')
      await context.setOffline(true)
      await page.getByRole('textbox', { name: 'Reply' }).fill('written offline')
      await page.locator('.composer .btn.human').click()
      await seen('Queued, sends by itself')
      await context.setOffline(false)
      await page.locator('.msg.h:not(.queued):not(.sending)', { hasText: 'written offline' }).waitFor()
      await answerTo(visitor, (each) => each.body === 'written offline')
    },
  ]
  yield [
    'handing back is undone with Z',
    async () => {
      await transcript().focus()
      await press('h')
      await page.locator('.toast', { hasText: 'Handed back' }).waitFor()
      await page.locator('.slot-ai').waitFor()
      await press('z')
      await seen('You have it')
    },
  ]
  yield [
    'closing is undone, and then stays',
    async () => {
      await transcript().focus()
      await press('e')
      await page.locator('.toast', { hasText: 'Closed' }).waitFor()
      await press('z')
      await seen('You have it')
      await transcript().focus()
      await press('e')
      await seen('Conversation closed')
    },
  ]
  yield [
    'a new message of the visitor reopens it with the assistant',
    async () => {
      await visitor.say('One more thing: do you sell gaiters?')
      await page.locator('.slot-ai').waitFor()
    },
  ]
  yield [
    'search finds the conversation by its words, with the hit marked',
    async () => {
      await press('Alt+1')
      await press('/')
      await page.keyboard.type(words.slice(-14, -1))
      await page.locator('.crow mark').first().waitFor()
      await row(visitor.conversation).waitFor()
      await press('Escape')
    },
  ]
  yield [
    'a lead is announced, listed first, and its status edited in place',
    async () => {
      await visitor.leaveDetails({ name: 'Danuta Pawlak', email: `d.${Date.now()}@example.org` })
      await page.locator('.toast', { hasText: 'New lead: Danuta Pawlak' }).waitFor()
      await page.goto(`${url}/app/leads`)
      const first = page.locator('.tbl.leads tbody tr').first()
      await first.getByText('Danuta Pawlak').waitFor()
      await first.getByRole('button', { name: /^Status of/ }).click()
      await page.getByRole('menuitemradio', { name: 'Qualified' }).click()
      await first.locator('.lead-qualified').waitFor()
      await first.locator('.row-open').click()
      await page.locator('.leadcard').waitFor()
    },
  ]
  yield [
    'knowledge is written, read by the job, and asked',
    async () => {
      await page.goto(`${url}/app/knowledge`)
      await page.getByRole('button', { name: /Write text/ }).click()
      const title = `Lunar tents ${Date.now()}`
      await page.getByLabel('Title').fill(title)
      await page
        .getByLabel('Text', { exact: true })
        .fill('# Lunar tents\n\nLunar tents pitch on basalt in nine minutes.')
      await page.getByRole('button', { name: 'Add source' }).click()
      await page.locator('.tbl tr', { hasText: title }).getByText('Ready').waitFor()
      await page
        .getByRole('textbox', { name: 'Question' })
        .fill('How long does it take to pitch a lunar tent on basalt?')
      await press('Enter')
      await seen('Confidence')
      await page.locator('.ask .passage').first().waitFor()
      await page.getByRole('button', { name: `Actions for ${title}` }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await page.getByRole('button', { name: 'Delete', exact: true }).click()
      await page.locator('.tbl tr', { hasText: title }).waitFor({ state: 'detached' })
    },
  ]
  yield [
    'refresh says that it did',
    async () => {
      await page.getByRole('button', { name: 'Refresh' }).click()
      await page.locator('.toast', { hasText: 'Refreshed' }).waitFor()
    },
  ]
}
