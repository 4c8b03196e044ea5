import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { DESK, PHONE, RESULTS } from './stage.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const GRAVE = new Set(['serious', 'critical'])
/** For what fades in, and for fonts. */
const SETTLE_MS = 350

/** Photographs the page, and asks axe about it. Grave findings fail the test when it ends, others are noted. */
export async function examine(stage, page, name) {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(SETTLE_MS)
  const path = join(RESULTS, 'states', `${name}.png`)
  mkdirSync(dirname(path), { recursive: true })
  await page.screenshot({ path })
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(
    (values) => window.axe.run({ runOnly: { type: 'tag', values } }),
    RULES,
  )
  for (const { id, impact, nodes } of violations) {
    const why = ({ any, all, none }) => [...any, ...all, ...none][0]?.message ?? ''
    const where = nodes.slice(0, 4).map((node) => `${node.target.flat().join(' ')} (${why(node)})`)
    stage.found(`axe ${impact} ${id}: ${where.join(' | ')}`, name, GRAVE.has(impact))
  }
}

/** The same page in light and in dark. */
export async function examineBoth(stage, page, name) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    await examine(stage, page, `${name}-${colorScheme}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** The same page in light and in dark, on a desk and on a phone; it stays on the desk. */
export async function examineEverywhere(stage, page, name) {
  for (const [where, size] of Object.entries({ desk: DESK, phone: PHONE })) {
    await page.setViewportSize(size)
    await examineBoth(stage, page, `${name}-${where}`)
  }
  await page.setViewportSize(DESK)
}
