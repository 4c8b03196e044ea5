// An assistant from its first words to its versions: as a draft, tried in the preview, published, taken back.
import assert from 'node:assert/strict'
import { examineBoth } from '../lib/axe.mjs'
import { eventually } from '../lib/eventually.mjs'
import { DESK, PHONE } from '../lib/stage.mjs'
import { test } from '../lib/suite.mjs'

/** What a visitor's browser would start with. */
async function init(server) {
  const { assistant } = await server.ticket()
  const response = await fetch(`${server.url}/v1/widget/init`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ assistant, page: { url: `${server.url}/demo` } }),
  })
  return response.json()
}

test('assistants: a draft is tried in the preview, published, compared and taken back', async (stage) => {
  const server = await stage.demo()
  const owner = await stage.teammate(server)
  const { page } = owner
  await owner.press('g')
  await page.keyboard.press('a')
  await page.waitForURL('**/app/assistants')
  await page.getByRole('heading', { name: 'Identity' }).waitFor()
  await page.getByLabel('First words').fill('Good day from the draft.')
  await page.getByText('1 unpublished change').waitFor()
  assert.notEqual((await init(server)).assistant.greeting, 'Good day from the draft.')

  // The preview is the real widget with the draft, and really chats.
  const frame = page.frameLocator('.asst-preview iframe')
  const panel = frame.locator('#baton-panel')
  await panel.getByText('Good day from the draft.').waitFor()
  await panel.locator('textarea').fill('How long can I return things?')
  await panel.locator('textarea').press('Enter')
  await panel.locator('.w-turn.assistant').nth(1).waitFor()
  const operator = await stage.operator(server)
  const all = await operator.conversations('engaged=false&limit=100')
  assert.equal(
    all.filter((each) => each.last_message?.preview?.includes('return things')).length,
    0,
    'a trial is in no list',
  )

  await page.getByRole('button', { name: 'Publish' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('First words changed').waitFor()
  await dialog.getByText('Good day from the draft.').waitFor()
  await dialog.getByLabel('Note for the team').fill('Kinder')
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Version 2 is live').first().waitFor()
  assert.equal((await init(server)).assistant.greeting, 'Good day from the draft.')

  await page.getByRole('link', { name: 'Versions' }).click()
  await page.getByText('Kinder').waitFor()
  await page.getByRole('button', { name: /Publish anew/ }).click()
  await dialog.getByText('First words changed').waitFor()
  await dialog.getByRole('button', { name: 'Publish anew' }).click()
  await page.getByText('Version 3 is live').first().waitFor()
  assert.match((await init(server)).assistant.greeting, /Welcome to Larch/)
})

test('assistants: the form, the colour and a site are set, each checked', async (stage) => {
  const server = await stage.demo()
  const { page } = await stage.teammate(server, { to: '/app/assistants?part=lead_form' })
  await page.getByLabel('Add field').selectOption('Phone')
  const labels = () =>
    page.locator('.asst-fields input[aria-label="Label"]').evaluateAll((all) => all.map((i) => i.value))
  await eventually('it is there', async () => (await labels()).at(-1) === 'Phone')
  await page.getByRole('button', { name: 'Move Phone up' }).click()
  assert.equal((await labels()).at(-2), 'Phone')
  await page.getByText('Phone is now number').waitFor({ state: 'attached' })

  await page.getByRole('link', { name: 'Widget look' }).click()
  await page.getByLabel('As a code').fill('#7a7a6a')
  await page.getByText(/reads at \d\.\d to 1\. That is hard to read/).waitFor()
  await page.getByRole('button', { name: 'Colour #1d3f66' }).click()
  await page.getByText(/White text on it reads at 1\d\.\d to 1$/).waitFor()

  await page.getByRole('link', { name: 'Install' }).click()
  await page.getByLabel('Snippet for your pages').waitFor()
  await page.getByLabel('Check a site').fill('shop.example/boots?a=1')
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText('https://shop.example may not show the widget').waitFor()
  await page.getByLabel('Sites that may show it').fill('https://shop.example')
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText('once the draft is published').waitFor()
  await page.getByLabel('Sites that may show it').fill('shop.example')
  await page.getByText('Not saved').waitFor()
  await page.getByText('Write an origin like').waitFor()
})

test('assistants: another one is made, copied, archived and deleted with its consequence named', async (stage) => {
  const server = await stage.demo()
  const { page } = await stage.teammate(server, { to: '/app/assistants' })
  await page.getByRole('button', { name: 'New assistant' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Mender')
  await dialog.getByRole('button', { name: 'Create' }).click()
  const menu = page.getByRole('button', { name: 'More for Mender', exact: true })
  await menu.click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  const copy = page.getByRole('button', { name: 'More for Mender copy' })
  await copy.click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await dialog.getByText('No site shows it any more').waitFor()
  await dialog.getByRole('button', { name: 'Archive' }).click()
  await page.getByText('This assistant is archived').waitFor()
  await copy.click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByText('0 conversations, 0 leads and 0 sources').waitFor()
  await page.getByRole('button', { name: 'Delete Mender copy' }).click()
  await page.getByText('Mender copy is deleted').waitFor()
  const links = page.getByRole('navigation', { name: 'Assistant settings' })
  await eventually('it is gone', async () => (await links.getByText('Mender copy').count()) === 0)
})

test('assistants: a rule is made, tried in the preview and published', async (stage) => {
  const server = await stage.demo()
  const { page } = await stage.teammate(server, { to: '/app/assistants?part=rules' })
  await page.getByRole('button', { name: 'Add rule' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Sizes')
  await page.getByLabel('Condition 1').selectOption('Scroll depth')
  await page.getByLabel('What it says').fill('Still between 41 and 42?')
  await page.getByLabel('Label of button 1').fill('Help me')
  await page.getByRole('button', { name: 'Try it in the preview' }).click()
  const card = page.frameLocator('.asst-preview iframe').locator('.w-cta')
  await card.getByText('Still between 41 and 42?').waitFor()
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('dialog').getByText('Rule “Sizes” added').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Version 2 is live').first().waitFor()
  const { rules } = await init(server)
  assert.deepEqual(
    rules.map(({ name, when }) => [name, when]),
    [['Sizes', [{ type: 'scroll', percent: 50 }]]],
  )
})

test('assistants: tone, the line below the name and the side are tried in the preview, published and taken back', async (stage) => {
  const server = await stage.demo()
  const { page } = await stage.teammate(server, { to: '/app/assistants?part=identity' })
  const panel = page.frameLocator('.asst-preview iframe').locator('#baton-panel')
  await page.getByLabel('Says who it is').fill('An AI from Bergen')
  await page.getByRole('group', { name: 'Tone' }).getByRole('button', { name: 'Playful' }).click()
  await panel.locator('.w-head').getByText('An AI from Bergen').waitFor()
  await page.getByRole('link', { name: 'Widget look' }).click()
  await page.getByLabel('Launcher stands').selectOption('At the left')
  await page.getByText('3 unpublished changes').waitFor()
  // Where rules are tried the chat is closed.
  await page.getByRole('link', { name: 'Behaviour rules' }).first().click()
  await eventually('the preview stands at the left', async () => {
    const box = await page
      .frameLocator('.asst-preview iframe')
      .locator('baton-widget .w-launch')
      .boundingBox()
    const frame = await page.locator('.asst-preview iframe').boundingBox()
    return box.x + box.width / 2 < frame.x + frame.width / 2
  })
  await page.getByRole('button', { name: 'Publish' }).click()
  const dialog = page.getByRole('dialog')
  for (const change of ['What stands below the name added', 'Tone changed', 'Side of the page changed'])
    await dialog.getByText(change).waitFor()
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Version 2 is live').first().waitFor()
  const { assistant } = await init(server)
  assert.deepEqual([assistant.tagline, assistant.side], ['An AI from Bergen', 'start'])
  await page.getByRole('link', { name: 'Versions' }).click()
  await page.getByRole('button', { name: /Publish anew/ }).click()
  await dialog.getByText('What stands below the name removed').waitFor()
  await dialog.getByRole('button', { name: 'Publish anew' }).click()
  await page.getByText('Version 3 is live').first().waitFor()
  assert.equal((await init(server)).assistant.side, 'end')
})

test('assistants: a site is checked before and after the widget was seen there', async (stage) => {
  const server = await stage.demo()
  const shop = await stage.shop(server)
  const { page } = await stage.teammate(server, { to: '/app/assistants?part=install' })
  const snippet = await page.getByLabel('Snippet for your pages').inputValue()
  assert.ok(snippet.includes(`src="${server.url}/widget.js"`), snippet)
  const check = async () => {
    await page.getByLabel('Check a site').fill(`${shop.url}/boots`)
    await page.getByRole('button', { name: 'Check' }).click()
  }
  await check()
  await page.getByText('It was not seen there yet.').waitFor()
  const visitor = await stage.page(await stage.context(), 'visitor')
  await visitor.goto(`${shop.url}/boots`)
  await visitor.locator('baton-widget .w-launch').waitFor()
  await check()
  await page.getByText('It was seen there now.').waitFor()
  await page.reload()
  await page.getByRole('row').filter({ hasText: shop.url }).waitFor()
})

test('assistants: the languages it answers in are chosen by keyboard, published and named', async (stage) => {
  const model = await stage.model()
  const server = await stage.demo(model.env)
  const { page, toasts } = await stage.teammate(server, { to: '/app/assistants?part=identity' })
  const field = page.getByRole('group', { name: 'Languages' })
  await field.getByText('Every language it can').waitFor()
  await field.getByRole('button', { name: 'Add language' }).focus()
  await page.keyboard.press('Enter')
  const find = field.getByRole('combobox', { name: 'Find a language' })
  // By its own name, by its English name, and by the arrows.
  for (const typed of ['norsk', 'german', 'francais']) {
    await find.fill(typed)
    await page.keyboard.press('Enter')
  }
  const chips = () => field.locator('.asst-lang').allTextContents()
  assert.deepEqual(await chips(), ['Norsk', 'Deutsch', 'Français'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  assert.equal((await chips()).length, 4)
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  assert.deepEqual(await chips(), ['Norsk', 'Deutsch'])
  await find.fill('klingon')
  await field.getByText('No language of that name is offered.').waitFor()
  await find.fill('')
  await examineBoth(stage, page, 'assistant-languages-open')
  await page.keyboard.press('Escape')
  await eventually('the focus is back', () =>
    field.getByRole('button', { name: 'Add language' }).evaluate((each) => each === document.activeElement),
  )
  await page.getByText('2 unpublished changes').waitFor()
  await page.getByRole('button', { name: 'Publish' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Language “Norwegian” added').waitFor()
  await dialog.getByText('Language “German” added').waitFor()
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await toasts.getByText('Version 2 is live').waitFor()

  const visitor = await stage.visitor(server)
  await visitor.say('How long can I return things?')
  await visitor.hears('assistant')
  assert.match(model.lastPrompt(), /one of these: Norwegian, German\. To anything else reply in Norwegian/)

  // More than five stand behind a button; the server names what it does not know.
  const operator = await stage.operator(server)
  const { assistant } = await server.ticket()
  const path = `/api/v1/assistants/${assistant}`
  await operator.call('PATCH', path, { languages: ['en', 'no', 'sv', 'de', 'es', 'fr', 'it'] })
  await page.reload()
  await field.getByRole('button', { name: '2 more' }).waitFor()
  assert.equal((await chips()).length, 5)
  await field.getByRole('button', { name: 'Remove Swedish' }).click()
  assert.ok(!(await chips()).includes('Svenska'))
  await examineBoth(stage, page, 'assistant-languages')
  await page.setViewportSize(PHONE)
  await field.getByRole('button', { name: '1 more' }).click()
  await examineBoth(stage, page, 'assistant-languages-phone')
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width)
  const heading = page.getByRole('heading', { level: 1 })
  assert.equal(await heading.textContent(), 'Identity')
  await page.getByRole('link', { name: 'All settings' }).click()
  await heading.filter({ hasText: 'Assistants' }).waitFor({ state: 'attached' })
  await examineBoth(stage, page, 'assistants-phone')
  await page.setViewportSize(DESK)
  assert.equal(await heading.textContent(), 'Identity')
  const refused = await operator.call('PATCH', path, { languages: ['en', 'de-AT'] }).catch((error) => error)
  assert.match(refused.problem.fields.languages, /tags without a country/)
})
