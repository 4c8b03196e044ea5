// Policies that browsers keep: ours on our pages, and a strict one of the page that the widget is on.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'
import { Visitor } from '../lib/visitor.mjs'
import { listen } from './alarm.mjs'

const DOCS = new URL('../../docs/widget.md', import.meta.url)

/** What docs/widget.md tells a host to allow. */
async function told(server) {
  const [, block] = /```\n(script-src[^`]*)```/.exec(await readFile(DOCS, 'utf8'))
  return block
    .replaceAll('https://inbox.example.com', server.url)
    .replaceAll('wss://inbox.example.com', server.url.replace('http', 'ws'))
    .replaceAll('\n', ' ')
}

/** A site of somebody else, with a policy of its own. */
async function host(stage, policy, body) {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy })
    response.end(`<!doctype html><html lang="en"><title>Host</title><body>${body}`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  stage.later(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${server.address().port}`
}

test('the widget works on a host whose policy allows what the manual says, and nothing else', async (stage) => {
  const server = await stage.demo()
  const operator = await stage.operator(server)
  const { assistant } = await server.ticket()
  const own = "default-src 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none';"
  const line = `<script async src="${server.url}/widget.js" data-assistant="${assistant}"></script>`
  const full = await told(server)
  const strict = await host(stage, `${own} ${full}`, line)
  const deaf = await host(stage, `${own} ${full.replace(/connect-src[^;]*;/, '')}`, line)
  await operator.call('PATCH', `/api/v1/assistants/${assistant}`, { allowed_origins: [strict, deaf] })
  const context = await stage.context()
  const heard = await listen(context)
  const visitor = new Visitor(await stage.page(context, 'visitor'))
  await visitor.visit(strict)
  await visitor.say('Do Talus Mid boots run small?')
  await visitor.hears('assistant')
  await visitor.say('can i talk to an actual person please')
  await visitor.sees('Finding a person')
  const [{ id }] = await operator.conversations('view=waiting')
  await operator.about(id, 'claim')
  await visitor.sees('Human is here')
  await eventually('the fonts are loaded', () =>
    visitor.page.evaluate(() => [...document.fonts].some(({ status }) => status === 'loaded')),
  )
  assert.deepEqual(heard, [])

  const other = await context.newPage()
  await other.goto(deaf)
  await eventually('a line that is missing is heard', () =>
    heard.some((what) => what.startsWith('policy connect-src')),
  )
})

test('our pages forbid inline scripts, frames, guessing and what nobody needs', async (stage) => {
  const server = await stage.demo()
  for (const path of [
    '/app/inbox',
    '/app/sign-in',
    '/demo',
    '/help/orders/express',
    '/help/orders/shipping',
  ]) {
    const { headers } = await fetch(server.url + path)
    const policy = headers.get('content-security-policy')
    assert.doesNotMatch(policy, /unsafe|\*/, path)
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ])
      assert.ok(policy.includes(rule), `${path}: ${rule}`)
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path)
    assert.match(headers.get('referrer-policy'), /^(same-origin|strict-origin-when-cross-origin)$/, path)
    assert.match(headers.get('permissions-policy'), /camera=\(\), microphone=\(\)/, path)
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', path)
  }
  const thief = await host(stage, 'frame-src *', `<iframe src="${server.url}/app/sign-in"></iframe>`)
  const context = await stage.context()
  const page = await context.newPage()
  await page.goto(thief)
  const frame = page.frames()[1]
  await eventually('the frame is refused', () => frame.url().startsWith('chrome-error:'))

  const heard = await listen(context)
  const ours = await context.newPage()
  await ours.goto(`${server.url}/app/sign-in`)
  await ours.getByLabel('Email').waitFor()
  await ours
    .evaluate(() => {
      const script = document.createElement('script')
      script.text = 'window.__xss(1)'
      document.body.append(script)
    })
    .catch(() => {})
  await eventually('an inline script is heard and does not run', () =>
    heard.some((what) => what.startsWith('policy')),
  )
  assert.ok(!heard.some((what) => what.startsWith('script')))
})
