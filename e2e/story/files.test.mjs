// Files that go with a reply.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { examine, examineEverywhere } from '../lib/axe.mjs'
import { held } from '../lib/held.mjs'
import { test } from '../lib/suite.mjs'

/** A picture of 8 by 6 pixels, green. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAEUlEQVR4nGOIzY/BihgGUgIARDY3gcLEOkgAAAAASUVORK5CYII=',
  'base64',
)

/** Files as they are dropped or pasted. */
const carry = (page, kind, files) =>
  page.evaluate(
    ([kind, files]) => {
      const data = new DataTransfer()
      for (const { name, type, text } of files) data.items.add(new File([text], name, { type }))
      const field = document.querySelector('.composer textarea')
      const given = { bubbles: true, cancelable: true }
      if (kind === 'paste')
        field.dispatchEvent(new ClipboardEvent('paste', { ...given, clipboardData: data }))
      else
        for (const type of ['dragover', 'drop'])
          field.dispatchEvent(new DragEvent(type, { ...given, dataTransfer: data }))
    },
    [kind, files],
  )

test('files: chosen, pasted and dropped files go with a reply, and the team reads them', async (stage) => {
  const { operator, visitor, maya, id } = await held(stage)
  const { page } = maya
  const chips = page.getByRole('list', { name: 'Files that go with the reply' })

  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach files' }).click()
  await (await choosing).setFiles([{ name: 'wheel.png', mimeType: 'image/png', buffer: PICTURE }])
  await chips.getByText('wheel.png').waitFor()
  await carry(page, 'paste', [{ name: 'pasted.txt', type: 'text/plain', text: 'Pasted' }])
  await chips.getByText('pasted.txt').waitFor()
  await carry(page, 'drop', [
    { name: 'report.csv', type: 'text/csv', text: 'a,b\n1,2\n' },
    { name: 'tool.exe', type: 'application/pdf', text: 'MZ' },
  ])
  await chips.getByText('report.csv').waitFor()
  await chips.getByText('Programs cannot be sent.').waitFor()
  await examineEverywhere(stage, page, 'files-composed')

  // What is refused is decided about before anything is sent.
  const send = page.getByRole('button', { name: /^Send(?! )/ }).first()
  assert.ok(await send.isDisabled())
  await chips.getByRole('button', { name: 'Remove tool.exe' }).click()
  await chips.getByRole('button', { name: 'Remove pasted.txt' }).click()
  await chips.getByText('pasted.txt').waitFor({ state: 'detached' })

  // They outlive a reload, as the words do.
  await maya.composer.fill('Here is the wheel.')
  await page.reload()
  await chips.getByText('report.csv').waitFor()
  await maya.composer.focus()
  await page.keyboard.press('Control+Enter')
  await chips.waitFor({ state: 'detached' })

  const picture = maya.log.getByRole('img', { name: 'Picture: wheel.png' })
  await picture.waitFor()
  await page.waitForFunction(() => document.querySelector('.picture img')?.naturalWidth === 8)
  const saving = page.waitForEvent('download')
  await maya.log.getByRole('link', { name: /report\.csv/ }).click()
  const saved = await saving
  assert.equal(saved.suggestedFilename(), 'report.csv')
  assert.equal(await readFile(await saved.path(), 'utf8'), 'a,b\n1,2\n')
  await examineEverywhere(stage, page, 'files-sent')
  const said = (await operator.messages(id)).at(-1)
  assert.deepEqual(
    said.attachments.map(({ name, width }) => [name, width]),
    [
      ['wheel.png', 8],
      ['report.csv', null],
    ],
  )

  // The visitor sees the picture and saves the other.
  await visitor.log.getByRole('button', { name: 'Picture: wheel.png' }).waitFor()
  await visitor.log.locator('.w-pic img[src]').waitFor()
  await visitor.log.getByText('Here is the wheel.').waitFor()
  const fetching = visitor.page.waitForEvent('download')
  await visitor.log.getByRole('button', { name: /report\.csv/ }).click()
  assert.equal((await fetching).suggestedFilename(), 'report.csv')
  await examine(stage, visitor.page, 'files-visitor')

  // Without words.
  const again = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach files' }).click()
  await (await again).setFiles([{ name: 'alone.txt', mimeType: 'text/plain', buffer: Buffer.from('Alone') }])
  await chips.getByText('5 bytes', { exact: true }).waitFor()
  await maya.composer.focus()
  await page.keyboard.press('Control+Enter')
  await maya.log.getByRole('link', { name: /alone\.txt/ }).waitFor()
  await maya.row(id).getByText('[alone.txt]').waitFor()
})
