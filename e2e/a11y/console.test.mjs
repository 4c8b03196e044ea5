// Every page and state of the console, in light and dark, on a desk and on a phone, before axe.
import { examineBoth } from '../lib/axe.mjs'
import { play } from '../lib/scene.mjs'
import { DESK, PHONE } from '../lib/stage.mjs'
import { test } from '../lib/suite.mjs'

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
  log: ['/app/conversations?all=true', ({ page }) => page.locator('table.log').waitFor()],
  'log-selected': ['/app/conversations?all=true', selectTwo],
  'log-deleting': ['/app/conversations?all=true', askToDelete],
  'log-nothing': [
    '/app/conversations?channel=email',
    ({ page }) => page.getByText('No conversation fits').waitFor(),
  ],
  'leads-score': ['/app/leads', openScore],
  'leads-add': ['/app/leads', addLead],
  bell: ['/app/leads', openBell],
  'settings-alerts': ['/app/settings/alerts', ({ page }) => page.getByText('Until somebody looks').waitFor()],
  knowledge: ['/app/knowledge', ({ page }) => page.locator('table.sources').waitFor()],
  'knowledge-asked': ['/app/knowledge', tryQuestion],
  assistants: ['/app/assistants', previewed],
  'assistants-instructions': ['/app/assistants?part=instructions', previewed],
  'assistants-rules': ['/app/assistants?part=rules', makeRule],
  'assistants-handover': ['/app/assistants?part=handover', previewed],
  'assistants-own-hours': ['/app/assistants?part=handover', ownHours],
  'assistants-form': ['/app/assistants?part=lead_form', previewed],
  'assistants-look': ['/app/assistants?part=look', previewed],
  'assistants-install': ['/app/assistants?part=install', previewed],
  'assistants-versions': [
    '/app/assistants?part=versions',
    ({ page }) => page.locator('.asst-versions > li').first().waitFor(),
  ],
  settings: ['/app/settings', ({ page }) => page.locator('.subnav a').first().waitFor()],
  'settings-tokens': ['/app/settings/api-tokens', makeToken],
  'settings-audit': ['/app/settings/audit', ({ page }) => page.locator('.set-tbl').waitFor()],
  'settings-audit-line': ['/app/settings/audit', showLine],
  'settings-members': ['/app/settings/members', inviteSomebody],
  'settings-account': ['/app/settings/account', ({ page }) => page.getByText('This browser').waitFor()],
  'settings-webhooks': ['/app/settings/webhooks', addEndpoint],
  'settings-webhook': ['/app/settings/webhooks', openEndpoint],
  'settings-webhook-sent': ['/app/settings/webhooks', openDelivery],
  'inbox-note': [({ Emil }) => `/app/inbox/${Emil}`, writeNote],
  'inbox-pass-on': [({ Hannah }) => `/app/inbox/${Hannah}`, passOn],
  'inbox-canned': [({ Hannah }) => `/app/inbox/${Hannah}`, canned],
  'inbox-send': [({ Hannah }) => `/app/inbox/${Hannah}`, sendWays],
  'inbox-emoji': [({ Hannah }) => `/app/inbox/${Hannah}`, pickEmoji],
  'settings-canned-replies': [
    '/app/settings/canned-replies',
    ({ page }) => page.getByRole('heading', { name: 'Canned replies' }).waitFor(),
  ],
  'settings-business-hours': [
    '/app/settings/business-hours',
    ({ page }) => page.getByText('Open now', { exact: true }).waitFor(),
  ],
  'settings-handover': [
    '/app/settings/handover',
    ({ page }) => page.getByLabel('After this many minutes').waitFor(),
  ],
  'settings-digest': ['/app/settings/digest', chooseDigest],
  'settings-system': ['/app/settings/system', ({ page }) => page.getByLabel('Site title').waitFor()],
  'settings-mail': ['/app/settings/mail', tryMail],
  'not-found': [
    '/app/nowhere',
    ({ page }) => page.getByRole('heading', { name: 'There is no such page' }).last().waitFor(),
  ],
}
const ON_A_PHONE = [
  'inbox',
  'inbox-ai',
  'inbox-waiting',
  'inbox-mine',
  'inbox-send',
  'inbox-emoji',
  'why',
  'leads',
  'log',
  'log-selected',
  'bell',
  'settings-alerts',
  'knowledge',
  'assistants',
  'assistants-own-hours',
  'assistants-rules',
  'assistants-form',
  'settings',
  'settings-tokens',
  'settings-audit',
  'settings-members',
  'settings-account',
  'settings-webhooks',
  'settings-webhook',
  'settings-digest',
  'settings-handover',
  'settings-system',
  'settings-mail',
]
const OVERLAYS = {
  'menu-account': (page) => menu(page, page.getByRole('button', { name: /^Your account/ }).first()),
  'menu-workspace': (page) => menu(page, page.locator('.ws-switch')),
  shortcuts: async (page) => {
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    await page.getByRole('dialog').waitFor()
  },
  citation: (page) => page.locator('article.msg.a .src').first().click(),
}

async function menu(page, button) {
  await button.click()
  await page.getByRole('menu').waitFor()
}

async function selectTwo({ page }) {
  const boxes = page.locator('table.log tbody .cb')
  for (const n of [0, 2]) await boxes.nth(n).check()
  await page.locator('.selbar').waitFor()
}

async function askToDelete(maya) {
  await selectTwo(maya)
  await maya.page.locator('.selbar .danger').click()
  await maya.page.getByRole('dialog').getByText('This cannot be undone.').waitFor()
}

async function showLine({ page }) {
  await page
    .getByRole('button', { name: /^Details of/ })
    .first()
    .click()
  await page.getByRole('dialog').locator('.audit-facts').waitFor()
}

async function writeNote(maya) {
  await maya.holds('Scout is answering')
  await maya.press('n')
  await maya.page.getByRole('textbox', { name: 'Private note' }).pressSequentially('@jo')
  await maya.page.getByRole('option', { name: /Jonas/ }).waitFor()
}

async function passOn(maya) {
  await maya.composer.waitFor()
  await maya.press('a')
  await maya.page.getByRole('dialog').getByRole('radio', { name: /Jonas/ }).check()
  await maya.page.getByLabel('A word to them').waitFor()
}

async function sendWays({ composer, page }) {
  await composer.fill('Enjoy the boots.')
  await page.getByRole('button', { name: 'More ways to send' }).click()
  await page.getByRole('menuitem', { name: /Send and close/ }).waitFor()
}

async function pickEmoji({ composer, page }) {
  await composer.waitFor()
  await page.getByRole('button', { name: 'Emoji' }).click()
  await page.getByRole('option', { name: 'grinning face', exact: true }).waitFor()
}

async function canned(maya) {
  await maya.composer.waitFor()
  await maya.press('r')
  await maya.composer.pressSequentially('/')
  await maya.page.getByRole('option').first().waitFor()
}

async function previewed({ page }) {
  await page.locator('.asst-content').waitFor({ state: 'attached' })
}

async function ownHours({ page }) {
  await page.getByLabel('Hours', { exact: true }).selectOption('Of its own')
  await page
    .getByText(/^(Open|Closed)/)
    .first()
    .waitFor()
}

async function makeRule({ page }) {
  const add = page.getByRole('button', { name: 'Add rule' })
  await add.waitFor()
  if (!(await page.locator('.rule').count())) await add.click()
  else if (!(await page.locator('.rule.open').count())) await page.locator('.rule-open').first().click()
  await page.getByLabel('What it says').waitFor()
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

async function addEndpoint({ page }) {
  const row = page.getByRole('row', { name: /Nightly export/ })
  await page.getByRole('button', { name: 'Add endpoint' }).waitFor()
  if (await row.count()) return
  await page.getByRole('button', { name: 'Add endpoint' }).click()
  const dialog = page.getByRole('dialog')
  // Nothing is sent there: names of examples lead nowhere.
  await dialog.getByLabel('Address').fill('https://hooks.example.com/baton')
  await dialog.getByLabel('Description').fill('Nightly export')
  await dialog.getByRole('button', { name: 'Add endpoint' }).click()
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await row.waitFor()
}

async function openEndpoint(maya) {
  await addEndpoint(maya)
  await maya.page.getByRole('link', { name: 'Nightly export' }).click()
  await maya.page.getByRole('button', { name: 'Send a test' }).click()
  await maya.page.getByRole('button', { name: 'Show ping' }).first().waitFor()
}

async function openDelivery(maya) {
  await openEndpoint(maya)
  await maya.page.getByRole('button', { name: 'Show ping' }).first().click()
  await maya.page.getByText('Try 1').waitFor()
}

async function makeToken({ page }) {
  await page.getByRole('button', { name: 'Create token' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Nightly export')
  await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click()
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await page.getByText('Nightly export').first().waitFor()
}

async function inviteSomebody({ page }) {
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Email').fill('nina@example.org')
  await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('table', { name: 'Invitations' }).waitFor()
}

async function openScore(maya) {
  await openLead(maya)
  await maya.page.getByRole('button', { name: /^Score \d+/ }).click()
  await maya.page.getByText('What was added when').waitFor()
}

async function addLead({ page }) {
  await page.getByRole('button', { name: 'Add lead' }).click()
  await page.getByRole('dialog', { name: 'Add a lead' }).waitFor()
}

async function openBell({ page }) {
  await page.getByRole('button', { name: 'Notifications' }).click()
  await page.locator('.bell-row').first().waitFor()
}

async function chooseDigest({ page }) {
  await page.getByRole('switch', { name: 'Daily digest' }).waitFor()
  if (!(await page.getByLabel('Time of day').count()))
    await page.getByRole('switch', { name: 'Daily digest' }).click()
  await page.getByLabel('Time of day').waitFor()
}

async function tryMail({ page }) {
  await page.getByRole('button', { name: 'Send a test mail' }).click()
  await page.getByText('It was written to the log.').waitFor()
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
  await page.getByLabel('The line').waitFor()
  await examineBoth(stage, page, 'get-started')
  await page.setViewportSize(PHONE)
  await examineBoth(stage, page, 'phone-get-started')
  await page.setViewportSize(DESK)
  await page.getByRole('button', { name: 'Go to the inbox' }).click()
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
  await page.getByRole('button', { name: 'Forgot your password?' }).click()
  await page.getByRole('button', { name: 'Send the link' }).waitFor()
  await examineBoth(stage, page, 'reset')
  await page.goto(`${server.url}/app/reset#token`)
  await page.getByLabel('New password').waitFor()
  await examineBoth(stage, page, 'reset-choose')
  await page.setViewportSize(PHONE)
  await examineBoth(stage, page, 'phone-reset')
  await page.goto(`${server.url}/app/sign-in`)
  await page.getByLabel('Email').waitFor()
  await examineBoth(stage, page, 'phone-sign-in')
})

const SETTINGS = /^settings/
const WRITING = /^inbox-(note|pass-on|canned|send|emoji)/
const PAGES = /^(assistant|log|leads|knowledge)/
/** Each state by itself takes some seconds: no test looks at all of them. */
const PARTS = {
  'the inbox': (name) => ![SETTINGS, PAGES, WRITING].some((others) => others.test(name)),
  'what is written': (name) => WRITING.test(name),
  'the pages': (name) => PAGES.test(name),
  'the settings': (name) => SETTINGS.test(name),
}

for (const [part, isOf] of Object.entries(PARTS)) {
  test(`accessible: ${part}, on a desk`, async (stage) => {
    const { maya, ids } = await begun(stage)
    for (const name of Object.keys(STATES).filter(isOf)) {
      await show(maya, ids, name)
      await examineBoth(stage, maya.page, name)
    }
  })

  test(`accessible: ${part}, on a phone`, async (stage) => {
    const { maya, ids } = await begun(stage)
    await maya.page.setViewportSize(PHONE)
    for (const name of ON_A_PHONE.filter(isOf)) {
      await show(maya, ids, name)
      await examineBoth(stage, maya.page, `phone-${name}`)
    }
  })
}

test('accessible: what lies over the console', async (stage) => {
  const { maya, ids } = await begun(stage)
  await show(maya, ids, 'inbox-ai')
  for (const [name, open] of Object.entries(OVERLAYS)) {
    await open(maya.page)
    await examineBoth(stage, maya.page, name)
    await maya.page.keyboard.press('Escape')
  }
})

async function begun(stage) {
  const server = await stage.demo()
  const { ids } = await play(stage, server)
  return { ids, maya: await stage.teammate(server, CALM) }
}
