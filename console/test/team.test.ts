import type { Teammate } from '@baton/api'
import { expect, test } from 'vitest'
import { fill, mentionsIn } from '../src/lib/team'

const mate = (name: string): Teammate => ({
  id: name,
  name,
  role: 'editor',
  online: true,
  away: false,
  available: true,
  viewing: [],
})

test('a canned reply says what is known, and else what it was told to', () => {
  const known = { 'contact.first_name': null, 'agent.name': 'Maya Lind', 'assistant.name': 'Scout' }
  expect(fill('Hi {{contact.first_name|there}}, {{ agent.name }} here.', known)).toBe(
    'Hi there, Maya Lind here.',
  )
  // Without a word for it nothing stands there, and no hole.
  expect(fill('Hi {{contact.first_name}}, welcome.', known)).toBe('Hi, welcome.')
  expect(fill('{{assistant.name}} is {{not closed', known)).toBe('Scout is {{not closed')
})

test('who stands in a note after an @ is mentioned, the longer of two names that begin alike', () => {
  const team = [mate('Jo'), mate('Jo Marie'), mate('Tomás')]
  const names = (body: string) => mentionsIn(body, team).map((each) => each.name)
  expect(names('@Jo Marie please')).toEqual(['Jo Marie'])
  expect(names('@Jo and @Jo Marie and @Tomás')).toEqual(['Jo Marie', 'Tomás', 'Jo'])
  expect(names('Jo, look')).toEqual([])
})
