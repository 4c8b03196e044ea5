// R027, R090: what each role can press. The server's own table of rights is crates/core/src/role.rs; this is what is shown.
import assert from 'node:assert/strict'
import { Caller } from '../lib/api.mjs'
import { play } from '../lib/scene.mjs'
import { test } from '../lib/suite.mjs'

const ROLES = ['owner', 'admin', 'editor', 'viewer']
const WRITERS = ['owner', 'admin', 'editor']
const MANAGERS = ['owner', 'admin']

const button = (name) => (page) => page.getByRole('button', { name })
/** Where, what has to be there before one looks, what may be pressed there, and by whom. */
const AFFORDANCES = [
  ['inbox', (page) => page.getByRole('log', { name: 'Transcript' }), 'claim', button(/^Claim/), WRITERS],
  ['inbox', (page) => page.getByRole('log', { name: 'Transcript' }), 'tag', button('Add tag'), WRITERS],
  [
    'inbox',
    (page) => page.getByRole('log', { name: 'Transcript' }),
    'resolve',
    button('Close and resolve'),
    WRITERS,
  ],
  [
    'leads',
    (page) => page.locator('table.leads'),
    'lead status',
    (page) => page.locator('.lead.btnish'),
    WRITERS,
  ],
  [
    'knowledge',
    (page) => page.getByText('Try a question'),
    'import knowledge',
    button('Import URL'),
    WRITERS,
  ],
  ['settings/members', members, 'invite', button('Invite'), MANAGERS],
  ['settings/members', members, 'change a role', button(/^Role of Somebody/), MANAGERS],
  ['settings/members', members, 'act on a member', button('Actions for Somebody'), MANAGERS],
  [
    'settings/members',
    members,
    'API tokens',
    (page) => page.getByRole('navigation').getByRole('link', { name: 'API tokens' }),
    MANAGERS,
  ],
]

function members(page) {
  return page.getByRole('table', { name: 'Members' })
}

test('roles: each one is shown what it may press, and nothing else', async (stage) => {
  const server = await stage.demo()
  await play(stage, server)
  const { assistant } = await server.ticket()
  const visitor = await Caller.arrive(server, assistant)
  await visitor.say('can i talk to an actual person please')
  await stage.member(server, 'Somebody', 'viewer')
  for (const role of ROLES) {
    const as = role === 'owner' ? undefined : await stage.member(server, `Given-${role}`, role)
    const { page } = await stage.teammate(server, as ? { as } : {})
    let at
    for (const [path, ready, what, find, allowed] of AFFORDANCES) {
      if (at !== path) {
        await page.goto(`${server.url}/app/${path === 'inbox' ? `inbox/${visitor.conversation}` : path}`)
        at = path
      }
      await ready(page).first().waitFor()
      const found = find(page)
      if (allowed.includes(role)) await found.first().waitFor()
      else assert.equal(await found.count(), 0, `${role} is shown: ${what}`)
    }
    if (role === 'viewer') continue
    // The workspace itself is passed on by its owner alone.
    if (MANAGERS.includes(role)) {
      await page.getByRole('button', { name: 'Actions for Somebody' }).click()
      await page.getByRole('menuitem', { name: 'Suspend' }).waitFor()
      const offers = await page.getByRole('menuitem', { name: 'Make owner' }).count()
      assert.equal(offers, role === 'owner' ? 1 : 0, `${role} offers the workspace`)
      await page.keyboard.press('Escape')
    }
  }
})
