import { expect, test } from 'vitest'
import { countViewers, forgetViewers, setViewing, viewers } from '../../src/live/viewers'
import { maya, tomas } from '../fixtures'

const names = (id: string) => (viewers.get().get(id) ?? []).map((each) => each.name)

test('who opens a conversation is there until they leave it', () => {
  forgetViewers()
  setViewing('c1', maya, true)
  setViewing('c1', tomas, true)
  setViewing('c2', tomas, true)
  // Told once more by another node.
  setViewing('c1', maya, true)
  expect(names('c1')).toEqual([tomas.name, maya.name])
  setViewing('c1', tomas, false)
  expect(names('c1')).toEqual([maya.name])
  setViewing('c1', maya, false)
  expect(viewers.get().has('c1')).toBe(false)
  expect(names('c2')).toEqual([tomas.name])
})

test('what the server counts takes the place of what was heard', () => {
  setViewing('c9', maya, true)
  const mate = { role: 'editor' as const, online: true, away: false, available: true }
  countViewers([
    { ...mate, ...maya, viewing: ['c1'] },
    { ...mate, ...tomas, viewing: ['c1', 'c2'] },
  ])
  expect([names('c1'), names('c2'), names('c9')]).toEqual([[maya.name, tomas.name], [tomas.name], []])
})
