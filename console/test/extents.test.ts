import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spread, within } from '../src/lib/extents'

test('rows stand below each other, at what is known of their height', () => {
  expect(spread(['a', 'b', 'c'], new Map([['b', 30]]), 80)).toEqual([
    { start: 0, end: 80 },
    { start: 80, end: 110 },
    { start: 110, end: 190 },
  ])
  expect(spread([], new Map(), 80)).toEqual([])
})

test('exactly the rows that reach into the view are within', () => {
  const heights = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 60 })
  fc.assert(
    fc.property(heights, fc.nat(5000), fc.integer({ min: 1, max: 900 }), (sizes, top, size) => {
      const keys = sizes.map((_, index) => String(index))
      const all = spread(keys, new Map(sizes.map((height, index) => [String(index), height])), 85)
      const [from, to] = within(all, top, top + size)
      const seen = all.filter((each) => each.end > top && each.start < top + size)
      expect(all.slice(from, to)).toEqual(seen)
    }),
  )
})
