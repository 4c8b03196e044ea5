import type { Envelope } from '@baton/api'
import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { editing, editLast, editsOf, left, offer } from '../../src/features/thread/amending/now'
import { keys } from '../../src/lib/keys'
import { replaceMessage } from '../../src/live/cache'
import { message } from '../fixtures'

const SENT = '2026-11-20T10:00:00.000Z'
const later = (seconds: number) => new Date(Date.parse(SENT) + seconds * 1_000)

beforeEach(() => void vi.useFakeTimers({ now: later(0) }))
afterEach(() => {
  vi.useRealTimers()
  editing.set(null)
})

describe('changing what was just said', () => {
  test('is offered for a minute, by this clock for what arrives here', () => {
    const old = message({ id: 'old', created_at: SENT })
    vi.setSystemTime(later(59))
    expect(left(old, false)).toBe(1_000)
    vi.setSystemTime(later(60))
    expect(left(old, false)).toBe(0)
    // The server's clock is an hour ahead of this one.
    const ahead = message({ id: 'ahead', created_at: later(3_600).toISOString() })
    expect(left(ahead, true)).toBe(60_000)
    vi.setSystemTime(later(100))
    expect(left(ahead, true)).toBe(20_000)
  })

  test('begins with the last message that may be', () => {
    expect(editLast('c1')).toBe(false)
    const ends = [offer(message({ id: 'one', seq: 1 })), offer(message({ id: 'two', seq: 2 }))]
    expect(editLast('another')).toBe(false)
    expect(editLast('c1')).toBe(true)
    expect(editing.get()).toBe('two')
    for (const end of ends) end()
    expect(editLast('c1')).toBe(false)
  })

  test('keeps what it said before for the team', () => {
    const edit = (before: string) =>
      ({ type: 'message.edited', data: { message: message({ seq: 4 }), before } }) as Envelope
    expect(editsOf([edit('one'), edit('two')]).get(4)).toEqual(['one', 'two'])
  })

  test('is shown once, whatever comes late', () => {
    const client = new QueryClient()
    const first = message({ seq: 1, body: 'one' })
    const edited = { ...first, body: 'two', edited_at: later(5).toISOString() }
    client.setQueryData(keys.messages('c1'), { items: [first], has_more: false })
    replaceMessage(client, edited)
    replaceMessage(client, { ...first, body: 'late' })
    expect(client.getQueryData(keys.messages('c1'))).toEqual({ items: [edited], has_more: false })
  })
})
