import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { DESK, PHONE, RESULTS } from './stage.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What can differ between light and dark: the structure is the same in both, and asked about once. */
const ON_COLOURS = ['color-contrast', 'link-in-text-block']
const GRAVE = new Set(['serious', 'critical'])
/** For what comes a moment after its page. */
const SETTLE_MS = 350

/** Photographs the page, and asks axe about it. Grave findings fail the test when it ends, others are noted. */
export const examine = (stage, page, name) => look(stage, page, name, { type: 'tag', values: RULES })

async function look(stage, page, name, runOnly) {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(SETTLE_MS)
  await page.evaluate(atRest)
  const path = join(RESULTS, 'states', `${name}.png`)
  mkdirSync(dirname(path), { recursive: true })
  await page.screenshot({ path })
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  const { violations } = await page.evaluate(
    (runOnly) => window.axe.run({ runOnly, resultTypes: ['violations'] }),
    runOnly,
  )
  for (const { id, impact, nodes } of violations) {
    const why = ({ any, all, none }) => [...any, ...all, ...none][0]?.message ?? ''
    const where = nodes.slice(0, 4).map((node) => `${node.target.flat().join(' ')} (${why(node)})`)
    stage.found(`axe ${impact} ${id}: ${where.join(' | ')}`, name, GRAVE.has(impact))
  }
}

/** Until all that fades or slides has arrived; what turns for ever is not waited for. */
function atRest() {
  const ends = document
    .getAnimations()
    .filter(({ effect }) => Number.isFinite(effect.getComputedTiming().endTime))
  return Promise.allSettled(ends.map(({ finished }) => finished))
}

/** The same page in light and in dark. */
export async function examineBoth(stage, page, name) {
  await page.emulateMedia({ colorScheme: 'light' })
  await examine(stage, page, `${name}-light`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await look(stage, page, `${name}-dark`, { type: 'rule', values: ON_COLOURS })
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
