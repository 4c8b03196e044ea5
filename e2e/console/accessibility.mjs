import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const PAGES = [
  'inbox',
  'inbox?view=waiting',
  'inbox?view=leads',
  'inbox?q=no-such-words',
  'leads',
  'knowledge',
  'nowhere',
]
const SETTLED_MS = 700

/** axe on every page, light and dark, wide and narrow: no violation. */
export function* checkAccessibility({ page, url }) {
  for (const [theme, width] of [
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
  ])
    for (const place of PAGES)
      yield [
        `axe finds nothing on /app/${place}, ${theme}, ${width} px`,
        async () => {
          await page.emulateMedia({ colorScheme: theme })
          await page.setViewportSize({ width, height: 900 })
          await page.goto(`${url}/app/${place}`)
          await page.locator('h1').first().waitFor({ state: 'attached' })
          await page.waitForTimeout(SETTLED_MS)
          await page.evaluate(axe)
          const { violations } = await page.evaluate(
            (tags) => globalThis.axe.run(document, { runOnly: tags }),
            TAGS,
          )
          if (violations.length)
            throw new Error(
              violations.map((each) => `${each.id} ${each.nodes[0].html.slice(0, 120)}`).join('; '),
            )
        },
      ]
}
