import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { api } from '../../src/lib/api'
import { createClient } from '../../src/lib/client'
import { keys } from '../../src/lib/keys'
import { problemFromStatus, Refused, Unreachable } from '../../src/lib/problem'
import { Reader } from '../../src/live/reader'
import { conversation, maya } from '../fixtures'

const read = vi.spyOn(api, 'read')
const client = createClient()
let reader: Reader

beforeEach(() => {
  vi.useFakeTimers()
  read.mockReset()
  reader = new Reader(client, maya.id)
  client.setQueryData(keys.conversation('c1'), conversation({ unread: 2, last_seq: 3 }))
})
afterEach(() => {
  client.clear()
  vi.useRealTimers()
})

const shown = () => client.getQueryData<ReturnType<typeof conversation>>(keys.conversation('c1'))
const see = () => {
  const now = shown()
  if (now) reader.see(now)
}

test('what was seen is told until the server knows', async () => {
  read.mockRejectedValueOnce(new Unreachable('no')).mockRejectedValueOnce(new Unreachable('no'))
  read.mockResolvedValue(undefined)
  see()
  expect(shown()?.unread).toBe(0)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(read.mock.calls).toEqual([
    ['c1', 3],
    ['c1', 3],
    ['c1', 3],
  ])
})

test('an older answer that comes late is read at once, and told no second time', async () => {
  read.mockResolvedValue(undefined)
  see()
  client.setQueryData(keys.conversation('c1'), conversation({ unread: 2, last_seq: 3 }))
  see()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(shown()?.unread).toBe(0)
  expect(read).toHaveBeenCalledTimes(1)
})

test('a refusal is not repeated', async () => {
  read.mockRejectedValue(new Refused(problemFromStatus(403, '')))
  see()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(read).toHaveBeenCalledTimes(1)
})

test('an answer from before the server knew is asked for again', async () => {
  let told = () => {}
  read.mockReturnValue(new Promise<undefined>((resolve) => (told = () => resolve(undefined))))
  see()
  client.setQueryData(keys.conversation('c1'), conversation({ unread: 3, last_seq: 4 }))
  told()
  await vi.advanceTimersByTimeAsync(0)
  expect(client.getQueryState(keys.conversation('c1'))?.isInvalidated).toBe(true)
})
