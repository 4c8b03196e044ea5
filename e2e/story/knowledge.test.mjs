// What the assistant may answer from: a file is read, an address of our own network is not.
import assert from 'node:assert/strict'
import { eventually } from '../lib/eventually.mjs'
import { test } from '../lib/suite.mjs'

const GUIDE = `# Zephyr kites

## Flying in the city

The Zephyr kite may be flown in the park of Nygård until 21:00, and its line is 40 metres long.

## Repairs

A torn sail of a Zephyr is patched for €12.
`

test('a file is imported and answers; a private address is refused with a reason', async (stage) => {
  const server = await stage.demo()
  const { page } = await stage.teammate(server, { to: '/app/knowledge' })
  const ask = page.getByRole('region', { name: 'Try a question' })
  const question = ask.getByLabel('Question')
  await question.fill('How long is the line of the Zephyr kite?')
  await question.press('Enter')
  await ask.getByText('Confidence').waitFor()
  assert.equal(await ask.getByText('40 metres').count(), 0)

  const file = { name: 'zephyr-kites.md', mimeType: 'text/markdown', buffer: Buffer.from(GUIDE) }
  await page.locator('input[type=file]').setInputFiles(file)
  const row = page.locator('table.sources tr').filter({ hasText: /zephyr/i })
  await row.getByText('Ready').waitFor()
  await question.press('Enter')
  await ask.locator('.ask-answer').getByText('40 metres').waitFor()

  const wrong = { name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('png') }
  await page.locator('input[type=file]').setInputFiles(wrong)
  await page.getByText('photo.png is no MD, HTML or TXT file.').waitFor()

  const address = page.getByLabel('Address of a page')
  await address.fill(`http://127.0.0.1:${server.port}/readyz`)
  await address.press('Enter')
  const refusal = await eventually('it is refused', async () => {
    const texts = await page.locator('#add-url-problem, .state-failed + span').allTextContents()
    return texts.find((text) => text.trim()) ?? false
  })
  assert.match(refusal, /private|internal|public|network/i)
})
