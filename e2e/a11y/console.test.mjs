// Every page and state of the console, in light and dark, on a desk and on a phone, before axe.
import { examineBoth } from '../lib/axe.mjs'
import { play } from '../lib/scene.mjs'
import { test } from '../lib/suite.mjs'

const PHONE = { width: 390, height: 844 }
const CALM = { reducedMotion: 'reduce' }
/** A path of the console, and what to do there. */
const STATES = {
  inbox: ['/app/inbox', ({ page }) => page.locator('.crow').first().waitFor()],
  'inbox-ai': [({ Emil }) => `/app/inbox/${Emil}`, (maya) => maya.holds('Scout is answering')],
  'inbox-decline': [({ Sofia }) => `/app/inbox/${Sofia}`, (maya) => maya.hears('assistant')],
  'inbox-waiting': [({ Amina }) => `/app/inbox/${Amina}?view=waiting`, (maya) => maya.holds('Claim')],
  'inbox-mine': [({ Hannah }) => `/app/inbox/${Hannah}`, (maya) => maya.composer.waitFor()],
  'inbox-mate': [({ Leo }) => `/app/inbox/${Leo}`, (maya) => maya.holds('Jonas has it')],
  'inbox-resolved': [
    ({ Ruth }) => `/app/inbox/${Ruth}`,
    ({ log }) => log.getByText('Conversation closed').waitFor(),
  ],
  'inbox-nothing': ['/app/inbox?q=xylophone', ({ page }) => page.getByText('No match for').waitFor()],
  'inbox-leads': [
    '/app/inbox?view=leads',
    ({ page }) => page.getByRole('link', { name: 'Danuta Pawlak' }).waitFor(),
  ],
  why: [({ Emil }) => `/app/inbox/${Emil}`, why],
  leads: ['/app/leads', ({ page }) => page.locator('table.leads').waitFor()],
  'leads-open': ['/app/leads', openLead],
  knowledge: ['/app/knowledge', ({ page }) => page.locator('table.sources').waitFor()],
  'knowledge-asked': ['/app/knowledge', tryQuestion],
  'not-found': [
    '/app/nowhere',
    ({ page }) => page.getByRole('heading', { name: 'There is no such page' }).last().waitFor(),
  ],
}
const ON_A_PHONE = ['inbox', 'inbox-ai', 'inbox-waiting', 'inbox-mine', 'why', 'leads', 'knowledge']
const OVERLAYS = {
  'menu-account': (page) =>
    page
      .getByRole('button', { name: /^Your account/ })
      .first()
      .click(),
  'menu-workspace': (page) => page.locator('.ws-switch').click(),
  shortcuts: (page) => page.getByRole('button', { name: 'Keyboard shortcuts' }).click(),
  citation: (page) => page.locator('article.msg.a .src').first().click(),
}

async function why(maya) {
  await maya.hears('assistant')
  await maya.page
    .getByRole('button', { name: /^Why this answer/ })
    .last()
    .click()
  await maya.page.getByText('Sources used').waitFor()
}

async function openLead({ page, log }) {
  await page.getByRole('button', { name: 'Danuta Pawlak', exact: true }).click()
  await log.waitFor()
}

async function tryQuestion({ page }) {
  await page.getByRole('textbox', { name: 'Question' }).fill('Do Talus Mid boots run small?')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.locator('.ask-answer').waitFor()
}

async function show(maya, ids, name) {
  const [path, act] = STATES[name]
  await maya.page.goto(maya.server.url + (typeof path === 'string' ? path : path(ids)))
  await act(maya)
}

test('accessible: sign-in, the first run and an empty workspace', async (stage) => {
  const server = await stage.serve()
  const page = await stage.page(await stage.context(CALM), 'owner')
  await page.goto(`${server.url}/app`)
  await page.waitForURL('**/app/setup')
  await page.getByLabel('Workspace').waitFor()
  await examineBoth(stage, page, 'setup')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.locator('.field-note.wrong').first().waitFor()
  await examineBoth(stage, page, 'setup-faults')
  await page.getByLabel('Workspace').fill('Fjord Bikes')
  await page.getByLabel('Your name').fill('Ada Berg')
  await page.getByLabel('Email').fill('ada@example.org')
  await page.getByLabel('Password', { exact: true }).fill('a sentence is easier to keep')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.getByText('No conversations yet').waitFor()
  await examineBoth(stage, page, 'empty-inbox')
  await page.goto(`${server.url}/app/leads`)
  await page.getByText('No leads yet').waitFor()
  await examineBoth(stage, page, 'empty-leads')
  await page.goto(`${server.url}/app/knowledge`)
  await page.getByText('The assistant has nothing to read').waitFor()
  await examineBoth(stage, page, 'empty-knowledge')
  await page.context().clearCookies()
  await page.goto(`${server.url}/app/sign-in`)
  await page.getByLabel('Email').waitFor()
  await examineBoth(stage, page, 'sign-in')
  await page.setViewportSize(PHONE)
  await examineBoth(stage, page, 'phone-sign-in')
})

test('accessible: every state of the console, on a desk', async (stage) => {
  const server = await stage.demo()
  const { ids } = await play(stage, server)
  const maya = await stage.teammate(server, CALM)
  for (const name of Object.keys(STATES)) {
    await show(maya, ids, name)
    await examineBoth(stage, maya.page, name)
  }
})

test('accessible: what lies over the console, and the console on a phone', async (stage) => {
  const server = await stage.demo()
  const { ids } = await play(stage, server)
  const maya = await stage.teammate(server, CALM)
  await show(maya, ids, 'inbox-ai')
  for (const [name, open] of Object.entries(OVERLAYS)) {
    await open(maya.page)
    await examineBoth(stage, maya.page, name)
    await maya.page.keyboard.press('Escape')
  }
  await maya.page.setViewportSize(PHONE)
  for (const name of ON_A_PHONE) {
    await show(maya, ids, name)
    await examineBoth(stage, maya.page, `phone-${name}`)
  }
})
