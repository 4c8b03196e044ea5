// The widget on a page of somebody else that never has a moment to spare.
import assert from 'node:assert/strict'
import { test } from '../lib/suite.mjs'

/** One task after the other, without a pause. */
function neverIdle() {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    const until = performance.now() + 20
    while (performance.now() < until);
    port2.postMessage(null)
  }
  port2.postMessage(null)
}

/** Whether the page has an idle moment within two seconds. */
const rests = () =>
  new Promise((resolve) => {
    requestIdleCallback(() => resolve(true))
    setTimeout(() => resolve(false), 2_000)
  })

test('a page that is never idle has its launcher', async (stage) => {
  const server = await stage.demo()
  const page = await stage.page(await stage.context(), 'visitor')
  await page.addInitScript(neverIdle)
  await page.goto(`${server.url}/demo`)
  assert.equal(await page.evaluate(rests), false, 'the page rests now and then')
  await page.locator('baton-widget .w-launch').waitFor()
})
