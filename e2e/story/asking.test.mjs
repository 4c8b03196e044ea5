// Asking for a person and being answered later, on a site of somebody else: what is said, in which language, and the way back.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { eventually } from '../lib/eventually.mjs'
import { PHONE } from '../lib/stage.mjs'
import { test } from '../lib/suite.mjs'
import { Visitor } from '../lib/visitor.mjs'

const QUESTION = 'Do Talus Mid boots run small?'

/** Somebody on a page, on a device of their own. */
async function arrive(stage, url, { open = true, ...options } = {}) {
  const context = await stage.context(options)
  const visitor = new Visitor(await stage.page(context, 'visitor'))
  await visitor.visit(url, { open })
  return Object.assign(visitor, { context })
}

test('asking: a mailed answer leads back to the page, on another device', async (stage) => {
  const mails = await stage.mails()
  const server = await stage.demo({ ...mails.env })
  const shop = await stage.shop(server)
  const operator = await stage.operator(server)
  const visitor = await arrive(stage, `${shop.url}/boots`)
  await visitor.say('can i talk to an actual person please')
  await visitor.sees('Finding a person')
  // Nobody is at their desk: who could come is told at once.
  const { email } = await server.ticket()
  assert.match((await mails.to(email)).text, /can i talk to an actual person please/)
  await visitor.button('Email me instead').click()
  await visitor.panel.getByRole('form').getByLabel('Email').fill('hannah@example.org')
  await visitor.panel.getByText('You may contact me').click()
  await visitor.button('Send my details').click()
  await visitor.log.getByText('The answer comes by email.', { exact: false }).waitFor()
  await visitor.context.close()

  const [waiting] = await operator.conversations('view=waiting')
  await operator.about(waiting.id, 'claim')
  await operator.reply(waiting.id, 'One navy L is left.')
  const { text } = await mails.to('hannah@example.org')
  assert.match(text, /One navy L is left\./)
  const link = text.match(/^http\S+$/m)[0]
  assert.ok(link.startsWith(`${shop.url}/boots#`), link)

  // Another device: the widget of that very page opens the conversation, and the address forgets what let it in.
  const phone = await stage.context({ viewport: PHONE, hasTouch: true })
  const again = new Visitor(await stage.page(phone, 'visitor'))
  await again.page.goto(link)
  await again.log.getByText('One navy L is left.').waitFor()
  await again.log.getByText('can i talk to an actual person please').waitFor()
  assert.equal(again.page.url(), `${shop.url}/boots`)
  await again.say('Lovely, please hold it for me.')
  await eventually('the team reads it in the same conversation', async () => {
    const said = await operator.messages(waiting.id)
    return said.some(({ body }) => body === 'Lovely, please hold it for me.')
  })
  // In this tab it goes on, on every page; in another one there is nothing of it.
  await again.page.goto(`${shop.url}/tents`)
  await again.log.getByText('Lovely, please hold it for me.').waitFor()
  const other = new Visitor(await stage.page(phone, 'visitor'))
  await other.visit(`${shop.url}/tents`)
  assert.equal(await other.log.getByText('One navy L is left.').count(), 0)
})

test('asking: a mailed answer reads from right to left where its reader does', async (stage) => {
  const mails = await stage.mails()
  const server = await stage.demo({ ...mails.env })
  const shop = await stage.shop(server, { lang: 'ar' })
  const operator = await stage.operator(server)
  const visitor = await arrive(stage, `${shop.url}/boots`)
  await visitor.button('خيارات أخرى').click()
  await visitor.panel.getByRole('menuitem', { name: 'التحدث إلى شخص' }).click()
  await visitor.button('راسلوني بالبريد').click()
  await visitor.panel.getByRole('form').locator('input[type=email]').fill('amal@example.org')
  await visitor.panel.locator('.w-check').click()
  await visitor.button('إرسال بياناتي').click()
  await visitor.log.getByText('سيصلك الرد عبر البريد', { exact: false }).waitFor()
  await visitor.context.close()

  const [waiting] = await operator.conversations('view=waiting')
  await operator.about(waiting.id, 'claim')
  await operator.reply(waiting.id, 'One navy L is left.')
  const { headers, text, html } = await mails.to('amal@example.org')
  assert.ok(headers.some(([name, value]) => name === 'subject' && value.startsWith('وصلك رد من')))
  assert.match(text, /متابعة المحادثة:\r?\nhttp/)
  // As a mail program shows it: from the right, but what was written in English from the left.
  for (const colorScheme of ['light', 'dark'])
    for (const width of [390, 900]) {
      const context = await stage.context({ viewport: { width, height: 700 }, colorScheme })
      const page = await stage.page(context, 'reader')
      await page.setContent(html)
      const title = page.getByText('وصلك رد من').last()
      assert.equal(await title.evaluate((line) => getComputedStyle(line).direction), 'rtl')
      const said = page.getByText('One navy L is left.')
      assert.equal(await said.evaluate((line) => getComputedStyle(line).direction), 'ltr')
      const button = await page.getByRole('link', { name: 'متابعة المحادثة' }).boundingBox()
      assert.ok(button.x + button.width / 2 > width / 2, 'the button stands at the right')
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width)
    }
})

test('asking: a rule that calls a person speaks as the visitor reads', async (stage) => {
  const server = await stage.demo()
  const shop = await stage.shop(server, { lang: 'de' })
  const operator = await stage.operator(server)
  const { assistant } = await server.ticket()
  const rule = {
    id: randomUUID(),
    name: 'Abandoned cart',
    enabled: true,
    priority: 1,
    when: [{ type: 'event', name: 'cart_abandoned' }],
    actions: [{ share: 100, do: { type: 'person' } }],
    cap: 'visit',
  }
  await operator.call('PATCH', `/api/v1/assistants/${assistant}`, { rules: [rule] })
  const visitor = await arrive(stage, shop.url, { open: false })
  await visitor.page.evaluate(() => window.Baton('event', 'cart_abandoned'))
  await visitor.log.getByText('Gerade ist niemand am Platz', { exact: false }).first().waitFor()
  const [waiting] = await operator.conversations('view=waiting')
  assert.equal(waiting.baton.reason.text, 'Abandoned cart')
})

test('asking: hours of one assistant stand above those of the workspace', async (stage) => {
  const server = await stage.demo()
  const { page, toasts } = await stage.teammate(server, { to: '/app/assistants?part=handover' })
  await page.getByLabel('Hours', { exact: true }).selectOption('Of its own')
  await page
    .getByText(/^(Open|Closed)/)
    .first()
    .waitFor()
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'])
    await page.getByRole('button', { name: `Remove these hours of ${day}` }).click()
  await page.getByText('Closed, and never opens').waitFor()
  await page.getByText('1 unpublished change').waitFor()
  await page.getByRole('button', { name: 'Publish' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Business hours changed').waitFor()
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await toasts.getByText('Version 2 is live').waitFor()
  await page.context().close()
  const operator = await stage.operator(server)
  await eventually('nobody is there any more', async () => {
    const { items } = await operator.get('/api/v1/teammates')
    return items.every((each) => !each.available)
  })
  const visitor = await stage.visitor(server)
  await visitor.say('can i talk to an actual person please')
  const said = await visitor.hears('assistant')
  assert.match(said.text, /The team is not there right now\. Leave your details/)
})

test('asking: the form comes first where the shop wants it, and who would rather not goes on without', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const { assistant } = await server.ticket()
  await operator.call('PATCH', `/api/v1/assistants/${assistant}`, {
    form_first: true,
    tagline: 'An AI from Bergen',
  })
  const shy = await stage.visitor(server)
  await shy.panel.locator('.w-head').getByText('An AI from Bergen').waitFor()
  const form = shy.panel.getByRole('form')
  await form.getByRole('button', { name: 'Not now' }).or(form.locator('.w-link')).click()
  await form.waitFor({ state: 'detached' })
  await shy.say(QUESTION)
  await shy.hears('assistant')
  await shy.page.reload()
  await shy.log.getByText(QUESTION).waitFor()
  assert.equal(await form.count(), 0)

  const open = await stage.visitor(server)
  await open.panel.getByLabel('Email').fill('first@example.org')
  await open.panel.locator('.w-check').click()
  await open.button('Send my details').click()
  await open.log.getByText('first@example.org', { exact: false }).waitFor()
  await open.page.reload()
  await open.panel.waitFor()
  await open.log.getByText('Welcome to Larch', { exact: false }).waitFor()
  assert.equal(await open.panel.getByRole('form').count(), 0)
  const [lead] = (await operator.get('/api/v1/leads?q=first@example.org')).items
  assert.equal(lead.source, 'form')
})

test('asking: the launcher stands at the side that was chosen, the other way round in Arabic', async (stage) => {
  const server = await stage.demo()
  const shops = { ltr: await stage.shop(server), rtl: await stage.shop(server, { lang: 'ar' }) }
  const operator = await stage.operator(server)
  const { assistant } = await server.ticket()
  const set = (change) => operator.call('PATCH', `/api/v1/assistants/${assistant}`, change)
  await set({ allowed_origins: Object.values(shops).map(({ url }) => url) })
  const middle = async (locator) => {
    const { x, width } = await locator.boundingBox()
    return x + width / 2
  }
  for (const [side, dir, isLeft] of [
    ['end', 'ltr', false],
    ['start', 'ltr', true],
    ['end', 'rtl', true],
    ['start', 'rtl', false],
  ]) {
    await set({ side })
    const visitor = await arrive(stage, shops[dir].url)
    for (const part of [visitor.launcher, visitor.panel])
      assert.equal((await middle(part)) < 720, isLeft, `${side} ${dir}`)
    await visitor.panel.locator('.w-head').waitFor()
    assert.equal(await visitor.page.evaluate(() => document.documentElement.scrollWidth), 1440)
    await visitor.context.close()
  }
})

test('asking: what the assistant does shows while the answer is made', async (stage) => {
  const model = await stage.model()
  const server = await stage.demo(model.env)
  const visitor = await stage.visitor(server)
  // What each hint was, in order, however short.
  await visitor.page.evaluate(() => {
    window.hints = []
    const root = document.querySelector('baton-widget').shadowRoot
    const look = () => {
      const hint = root.querySelector('.w-turn[aria-busy=true] .w-typing > span:last-child')?.textContent
      if (hint && window.hints.at(-1) !== hint) window.hints.push(hint)
    }
    new MutationObserver(look).observe(root, { subtree: true, childList: true, characterData: true })
  })
  const held = model.holdAfter(0)
  await visitor.say(QUESTION)
  await visitor.panel.getByText('Writing', { exact: true }).waitFor()
  held.release()
  await visitor.hears('assistant')
  const hints = await visitor.page.evaluate(() => window.hints)
  assert.equal(hints.at(-1), 'Writing', hints.join())
  assert.ok(
    hints.every((hint) => ['Searching the site', 'Writing'].includes(hint)),
    hints.join(),
  )
})
