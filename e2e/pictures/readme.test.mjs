// The pictures of the README, of the real product.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { play } from '../lib/scene.mjs'
import { test } from '../lib/suite.mjs'

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url))
const CALM = { colorScheme: 'light', reducedMotion: 'reduce' }

async function draw(page, name) {
  mkdirSync(FOLDER, { recursive: true })
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(600)
  await page.screenshot({ path: `${FOLDER}${name}.png` })
}

test('the inbox and the widget', async (stage) => {
  const server = await stage.demo()
  const { ids, hannah } = await play(stage, server)
  const maya = await stage.teammate(server, { ...CALM, to: `/app/inbox/${ids.Hannah}` })
  await maya.hears('user', 3)
  await draw(maya.page, 'inbox')
  await hannah.hears('user', 3)
  await draw(hannah.page, 'widget')
})
