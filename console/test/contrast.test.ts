import { expect, test } from 'vitest'
import { contrastOn, ENOUGH, ratio } from '../src/features/assistants/contrast'

test('the text that reads better is chosen, and how well it reads is told', () => {
  expect(ratio([255, 255, 255], [0, 0, 0])).toBeCloseTo(21, 5)
  expect(ratio([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2)
  const forest = contrastOn('#24483a')
  expect(forest?.tone).toBe('light')
  expect(forest?.ratio).toBeGreaterThan(9)
  expect(contrastOn('#f2c14e')?.tone).toBe('dark')
  const middle = contrastOn('#7a7a6a')
  expect(middle && middle.ratio < ENOUGH).toBe(true)
  expect(contrastOn('green')).toBeNull()
})
