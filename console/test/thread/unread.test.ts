import type { Message } from '@baton/api'
import { renderHook } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { firstUnread, useUnread } from '../../src/features/thread/reading/use-unread'
import { conversation, message } from '../fixtures'

afterEach(() => vi.restoreAllMocks())

const thread = [
  message({ seq: 1 }),
  message({ seq: 2, role: 'assistant' }),
  message({ seq: 3 }),
  message({ seq: 4 }),
  message({ seq: 5, role: 'assistant' }),
]

const slice = (items: Message[], has_more = false) => ({ items, has_more })

test('the line stands before the first message of the visitor that was not seen', () => {
  expect(firstUnread(slice(thread), { count: 2, upTo: 5 })).toBe(3)
  expect(firstUnread(slice(thread), { count: 1, upTo: 5 })).toBe(4)
  // What came after the thread was opened moves nothing.
  expect(firstUnread(slice([...thread, message({ seq: 6 })]), { count: 1, upTo: 5 })).toBe(4)
  expect(firstUnread(slice(thread), null)).toBe(null)
})

test('who never looked needs no line to tell what is new', () => {
  expect(firstUnread(slice(thread), { count: 3, upTo: 5 })).toBe(null)
})

test('where it is further up than what is loaded, everything here is new', () => {
  expect(firstUnread(slice(thread.slice(2), true), { count: 9, upTo: 5 })).toBe(3)
})

test('what was unread is what it was as the thread was opened, or while nobody looked', () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false)
  const { result, rerender } = renderHook(({ value }) => useUnread(value), {
    initialProps: { value: conversation({ unread: 2, last_seq: 5 }) },
  })
  const opened = { count: 2, upTo: 5 }
  expect(result.current).toEqual(opened)
  rerender({ value: conversation({ unread: 0, last_seq: 5 }) })
  expect(result.current).toEqual(opened)
  // Before the eyes of the reader.
  rerender({ value: conversation({ unread: 1, last_seq: 6 }) })
  expect(result.current).toEqual(opened)
  hidden.mockReturnValue(true)
  rerender({ value: conversation({ unread: 1, last_seq: 7 }) })
  expect(result.current).toEqual({ count: 1, upTo: 7 })
})
