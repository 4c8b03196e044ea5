// The team: invited, let in, given another role, suspended, and a workspace that passes to its next owner.
import assert from 'node:assert/strict'
import { Caller } from '../lib/api.mjs'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'
import { Teammate } from '../lib/teammate.mjs'

const NINA = { name: 'Nina Vold', email: 'nina@example.org', password: 'a sentence that Nina keeps' }

const members = (page) => page.getByRole('table', { name: 'Members' })
const row = (page, name) => members(page).getByRole('row', { name: new RegExp(name) })

/** The link that the inviter is shown. */
async function invite(page, email, role) {
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Email').fill(email)
  await dialog.getByLabel('Role').selectOption(role)
  await dialog.getByRole('button', { name: 'Invite' }).click()
  const link = await dialog.getByLabel('Link').inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  return link
}

/** A browser of its own at the link of an invitation, and in the inbox after it. */
async function join(stage, server, link, { name, password }) {
  const page = await stage.page(await stage.context(), name)
  await page.goto(link)
  await page.getByRole('heading', { name: 'Join Larch & Tarn' }).waitFor()
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Choose a password').fill('short')
  await page.getByRole('button', { name: 'Join Larch & Tarn' }).click()
  await page.locator('.field-note.wrong').waitFor()
  await page.getByLabel('Choose a password').fill(password)
  await page.getByRole('button', { name: 'Join Larch & Tarn' }).click()
  const teammate = new Teammate(page, server)
  await teammate.says('WS: Connected')
  return teammate
}

async function actOn(page, name, act) {
  await row(page, name)
    .getByRole('button', { name: `Actions for ${name}` })
    .click()
  await page.getByRole('menuitem', { name: act }).click()
}

// R090, R091: an invitation is no membership; a role says what is there to be pressed; a suspension is felt at once.
test('team: somebody is invited, comes in, changes roles, is suspended and let in again', async (stage) => {
  const server = await stage.demo()
  const { assistant } = await server.ticket()
  const visitor = await Caller.arrive(server, assistant)
  await visitor.say('can i talk to an actual person please')
  const owner = await stage.teammate(server, { to: '/app/settings/members' })
  const { page } = owner
  const link = await invite(page, NINA.email, 'Viewer')
  assert.match(link, new RegExp(`^${server.url}/app/invitation/[\\w-]{43}$`))
  const invitations = page.getByRole('table', { name: 'Invitations' })
  await invitations.getByRole('row', { name: /nina@example\.org.*Pending/ }).waitFor()
  assert.equal(await row(page, NINA.name).count(), 0, 'not a member yet')

  const nina = await join(stage, server, link, NINA)
  await row(page, NINA.name).waitFor()
  assert.equal(await invitations.count(), 0, 'the invitation is used')
  await nina.page.goto(`${server.url}/app/inbox/${visitor.conversation}`)
  await nina.page.getByText('Your role can read conversations, not answer them.').waitFor()
  await nina.mark()

  await row(page, NINA.name)
    .getByRole('button', { name: `Role of ${NINA.name}, Viewer` })
    .click()
  await page.getByRole('menuitemradio', { name: /Editor/ }).click()
  await nina.page.getByText('Your role here is editor now').waitFor({ timeout: 3_000 })
  await nina.claim()
  await nina.wasNotReloaded()

  await actOn(page, NINA.name, 'Suspend')
  await page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click()
  const begun = performance.now()
  await nina.page.getByText('Your access to Larch & Tarn is suspended.').waitFor({ timeout: 3_000 })
  assert.ok(performance.now() - begun < 3_000)
  await row(page, NINA.name).getByText('Suspended').waitFor()
  await nina.page.getByLabel('Email').fill(NINA.email)
  await nina.page.getByLabel('Password', { exact: true }).fill(NINA.password)
  await nina.page.keyboard.press('Enter')
  await nina.page.getByText('You have no access to a workspace here').waitFor()
  const operator = await stage.operator(server)
  const held = await operator.get(`/api/v1/conversations/${visitor.conversation}`)
  assert.equal(held.baton.holder, 'nobody', 'what she held waits again')

  await actOn(page, NINA.name, 'Reactivate')
  await row(page, NINA.name).getByText('Active').waitFor()
  await nina.page.keyboard.press('Enter')
  await nina.says('WS: Connected')

  await actOn(page, NINA.name, 'Remove')
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await nina.page.getByText('You are no member of Larch & Tarn any more.').waitFor({ timeout: 3_000 })
  await eventually('she is gone from the list', async () => (await row(page, NINA.name).count()) === 0)
})

test('team: who has an account joins with its password; a link is good once and can be taken back', async (stage) => {
  const server = await stage.demo()
  const iris = await stage.member(server, 'Iris', 'viewer')
  const owner = await stage.teammate(server, { to: '/app/settings/members' })
  const { page } = owner
  await actOn(page, 'Iris', 'Remove')
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await eventually('she is gone from the list', async () => (await row(page, 'Iris').count()) === 0)

  const first = await invite(page, iris.email, 'Editor')
  const entry = page
    .getByRole('table', { name: 'Invitations' })
    .getByRole('row', { name: /iris@example\.org/ })
  await entry.getByRole('button', { name: 'Actions for iris@example.org' }).click()
  await page.getByRole('menuitem', { name: 'New link' }).click()
  const second = await page.getByRole('dialog').getByLabel('Link').inputValue()
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()

  const guest = await stage.page(await stage.context(), 'Iris')
  await guest.goto(first)
  await guest.getByText('This invitation is gone').last().waitFor()
  await guest.goto(second)
  await guest.getByLabel('Your name').fill('Somebody else')
  await guest.getByLabel('Choose a password').fill('another sentence to keep')
  await guest.getByRole('button', { name: 'Join Larch & Tarn' }).click()
  await guest.getByText('There is an account with this address.').waitFor()
  await guest.getByRole('button', { name: 'I have an account with this address' }).click()
  await guest.getByLabel('Password', { exact: true }).fill(iris.password)
  await guest.getByRole('button', { name: 'Join Larch & Tarn' }).click()
  await new Teammate(guest, server).says('WS: Connected')
  await row(page, 'Iris').getByRole('button', { name: 'Role of Iris, Editor' }).waitFor()

  await invite(page, 'late@example.org', 'Admin')
  await page
    .getByRole('table', { name: 'Invitations' })
    .getByRole('button', { name: 'Actions for late@example.org' })
    .click()
  await page.getByRole('menuitem', { name: 'Withdraw' }).click()
  await page.getByText('The invitation of late@example.org is withdrawn').waitFor()
})

test('team: a workspace passes to its next owner in two steps', async (stage) => {
  const server = await stage.demo()
  const iris = await stage.member(server, 'Iris', 'editor')
  const owner = await stage.teammate(server, { to: '/app/settings/members' })
  const next = await stage.teammate(server, { as: iris })
  await actOn(owner.page, 'Iris', 'Make owner')
  await owner.page.getByRole('dialog').getByRole('button', { name: 'Make owner' }).click()
  await owner.page.getByText('Larch & Tarn is offered to Iris.').waitFor()
  await next.page.goto(`${server.url}/app/settings/members`)
  await next.page.getByText('offers you Larch & Tarn').waitFor()
  assert.equal(await next.page.getByRole('button', { name: 'Invite', exact: true }).count(), 0)
  await next.page.getByRole('button', { name: 'Accept, become owner' }).click()
  await next.page.getByText('You own Larch & Tarn now').waitFor()
  await next.page.getByRole('button', { name: 'Invite', exact: true }).waitFor()
  await owner.page.getByText('Your role here is admin now').waitFor({ timeout: 3_000 })
  await row(owner.page, 'Iris').getByText('Owner').waitFor()
})

test('account: a name, a password and the browsers one is signed in with', async (stage) => {
  const server = await stage.demo()
  const iris = await stage.member(server, 'Iris', 'viewer')
  const here = await stage.teammate(server, { as: iris, to: '/app/settings/account' })
  const there = await stage.teammate(server, { as: iris })
  const { page } = here
  await page.getByLabel('Name').fill('Iris Berg')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Your account, Iris Berg' }).first().waitFor()

  await page.reload()
  const sessions = page.getByRole('table', { name: 'Signed in' })
  await sessions.getByText('This browser').waitFor()
  assert.equal(await sessions.locator('tbody tr').count(), 2)
  await sessions.getByRole('button', { name: /^Sign out / }).click()
  await there.page.waitForURL('**/app/sign-in**', { timeout: 5_000 })
  await eventually('one is left', async () => (await sessions.locator('tbody tr').count()) === 1)

  const again = await stage.teammate(server, { as: iris })
  await page.getByLabel('Current password').fill('not the one')
  await page.getByLabel('New password').fill('another sentence to keep')
  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByText('This is not your password.').waitFor()
  await page.getByLabel('Current password').fill(iris.password)
  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByText('Your password is changed').waitFor()
  await again.page.waitForURL('**/app/sign-in**', { timeout: 5_000 })
  await here.says('WS: Connected')
  await stage.teammate(server, { as: { ...iris, password: 'another sentence to keep' } })
})
