import { expect, test } from 'vitest'
import { span } from '../src/lib/time'

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 m'],
  [160, '2 m 40 s'],
  [3600, '1 h'],
  [7_530, '2 h 5 m'],
])('%i seconds are said as %s', (seconds, said) => {
  expect(span(seconds).replaceAll('\u00a0', ' ')).toBe(said)
})
