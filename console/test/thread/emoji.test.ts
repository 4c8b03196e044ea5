import { expect, test } from 'vitest'
import { findEmoji, moveIn } from '../../src/features/thread/composing/emoji-find'

const chars = (query: string) => findEmoji(query, []).flatMap((group) => group.items.map((each) => each.char))

test('an emoji is found by the beginnings of the words that it is called by', () => {
  expect(chars('thumbs up')).toEqual(['👍'])
  expect(chars('  UP thu ')).toEqual(['👍'])
  expect(chars('parcel')).toEqual(['📦'])
  expect(chars('umbs')).toEqual([])
})

test('what was used last comes first, until something is searched for', () => {
  const [first] = findEmoji('', ['🚚', 'gone', '👍'])
  expect(first?.label).toBe('emoji.recent')
  expect(first?.items.map((each) => each.char)).toEqual(['🚚', '👍'])
  expect(findEmoji('truck', ['👍'])[0]?.label).toBe('emoji.travel')
})

test('each has one name, and none is there twice', () => {
  const all = findEmoji('', []).flatMap((group) => group.items)
  expect(new Set(all.map((each) => each.char)).size).toBe(all.length)
  expect(all.every((each) => /^[a-z]/.test(each.name) && /\p{Emoji}/u.test(each.char))).toBe(true)
})

test('the arrows go along rows and columns, over the end of a group', () => {
  const items = (n: number) => Array.from({ length: n }, (_, i) => ({ char: String(i), name: 'x' }))
  const groups = [
    { label: 'emoji.recent' as const, items: items(2) },
    { label: 'emoji.people' as const, items: items(5) },
  ]
  const move = (from: number, key: string) => moveIn(groups, from, key, 3)
  expect(move(1, 'ArrowDown')).toBe(3)
  expect(move(4, 'ArrowUp')).toBe(1)
  expect(move(4, 'ArrowDown')).toBe(6)
  expect(move(6, 'ArrowDown')).toBe(6)
  expect(move(0, 'ArrowLeft')).toBe(0)
  expect(move(6, 'ArrowRight')).toBe(6)
  expect(move(1, 'ArrowRight')).toBe(2)
})
