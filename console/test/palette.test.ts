import { expect, test } from 'vitest'
import { matches, parts } from '../src/features/shell/palette/match'

test('a word is found where one begins, and within one from two letters on', () => {
  expect(matches('Hand back to bot', 'b')).toBe(true)
  expect(matches('Hand back to bot', 'a')).toBe(false)
  expect(matches('Hand back to bot', 'ck')).toBe(true)
  expect(matches('Hand back to bot', 'bot hand')).toBe(true)
  expect(matches('Hand back to bot', 'bot foot')).toBe(false)
  expect(matches('Anything', '  ')).toBe(true)
})

test('accents and capitals are of no matter, and what is marked is what was written', () => {
  expect(matches('Tomás Álvarez', 'tomas alv')).toBe(true)
  expect(parts('Tomás Álvarez', 'tomas alv')).toEqual(['', 'Tomás', ' ', 'Álv', 'arez'])
  expect(parts('Add a tag', 'ta')).toEqual(['Add a ', 'ta', 'g'])
  expect(parts('Add a tag', '')).toEqual(['Add a tag'])
})
