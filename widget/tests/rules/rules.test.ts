import type { Rule } from '@baton/api'
import { beforeEach, expect, test } from 'vitest'
import { createCaps } from '../../src/rules/caps'
import { share } from '../../src/rules/share'

const FORM = { type: 'lead_form' } as const
const rule = (id: string, cap: Rule['cap']): Rule => ({
  id,
  name: id,
  enabled: true,
  priority: 0,
  when: [{ type: 'returning' }],
  actions: [{ share: 100, do: FORM }],
  cap,
})

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

test('a visitor stays in a share, and the shares are as large as they are set', () => {
  const split = [
    { share: 30, do: FORM },
    { share: 50, do: FORM },
  ]
  const seen = new Map<number, number>()
  for (let n = 0; n < 10_000; n++) {
    const key = `019af866-0d00-7${n.toString(16).padStart(3, '0')}-8ade-d35b46a5b0c1:rule`
    const at = share(key, split)
    expect(share(key, split)).toBe(at)
    seen.set(at, (seen.get(at) ?? 0) + 1)
  }
  const near = (at: number, wanted: number) =>
    expect(Math.abs((seen.get(at) ?? 0) / 10_000 - wanted)).toBeLessThan(0.03)
  near(0, 0.3)
  near(1, 0.5)
  // Who is in no share sees nothing.
  near(-1, 0.2)
})

test('once a visit, once a conversation, once in a browser', () => {
  const [visit, session, ever] = [rule('v', 'visit'), rule('s', 'session'), rule('e', 'ever')]
  const first = createCaps('a', 'conversation-1')
  for (const each of [visit, session, ever]) {
    expect(first.used(each)).toBe(false)
    first.use(each)
    expect(first.used(each)).toBe(true)
  }
  // Another page of the same tab.
  const next = createCaps('a', 'conversation-1')
  expect([visit, session, ever].map(next.used)).toEqual([true, true, true])
  // Another tab, later the same day.
  sessionStorage.clear()
  const tab = createCaps('a', 'conversation-1')
  expect([visit, session, ever].map(tab.used)).toEqual([false, true, true])
  // Another conversation.
  const later = createCaps('a', 'conversation-2')
  expect([visit, session, ever].map(later.used)).toEqual([false, false, true])
})
