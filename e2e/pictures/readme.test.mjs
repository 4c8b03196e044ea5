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
  const { ids, maya: operator } = await play(stage, server)
  const maya = await stage.teammate(server, { ...CALM, to: `/app/inbox/${ids.Hannah}` })
  await maya.hears('human-agent')
  await draw(maya.page, 'inbox')

  const visitor = await stage.visitor(server, { ...CALM, viewport: { width: 1280, height: 800 } })
  await visitor.say('Do Talus Mid boots run small?')
  await visitor.hears('assistant')
  await visitor.say('i am between sizes, can i talk to an actual person')
  await visitor.sees('Finding a person')
  const [{ id }] = await operator.conversations('view=waiting&sort=newest')
  await operator.about(id, 'claim')
  await operator.reply(
    id,
    'Hi! Our Bergen shop has one pair in **42** and one in **43** left. Shall I hold both for you?',
  )
  await visitor.hears('human-agent')
  await draw(visitor.page, 'widget')
})
