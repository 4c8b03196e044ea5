import { expect, test } from 'vitest'
import { tagsAfter } from '../../src/live/tag-changed'
import { rulesOf } from '../../src/ui/tags/paint'

test('a tag that is renamed, merged or deleted is so wherever it is shown', () => {
  const tags = ['size', 'fit']
  expect(tagsAfter(tags, { tag: 'size', to: 'sizes' })).toEqual(['sizes', 'fit'])
  expect(tagsAfter(tags, { tag: 'size', to: 'fit' })).toEqual(['fit'])
  expect(tagsAfter(tags, { tag: 'fit', to: null })).toEqual(['size'])
  expect(tagsAfter(tags, { tag: 'boots', to: 'size' })).toBe(tags)
  expect(tagsAfter(tags, { tag: 'size', to: 'size' })).toBe(tags)
})

test('a name of a tag is never read as a rule', () => {
  globalThis.CSS ??= {
    escape: (text: string) => text.replace(/[^\w-]/g, (sign) => `\\${sign}`),
  } as typeof CSS
  const [rule] = rulesOf([{ name: '"]{}*{display:none', colour: 'teal' }]).split('::before')
  expect(rule).toContain('\\"\\]\\{\\}\\*\\{display\\:none')
})
