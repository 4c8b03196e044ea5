import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { problemFromStatus, Refused, Unreachable } from '../../src/lib/problem'
import { createRefetching, type Refetching } from '../../src/live/refetch'

const KEY = ['thing']
let refetching: Refetching
let client: QueryClient

beforeEach(() => {
  vi.useFakeTimers()
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  refetching = createRefetching(client, () => 0.5)
})
afterEach(() => {
  refetching.stop()
  client.clear()
  vi.useRealTimers()
})

function onScreen(queryFn: () => Promise<string>) {
  const asked = vi.fn(queryFn)
  const observer = new QueryObserver(client, {
    queryKey: KEY,
    queryFn: asked,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return { asked, leave: observer.subscribe(() => {}) }
}

test('what could not be answered is asked again until it is, whoever had asked', async () => {
  let broken = false
  let answers = 0
  const { asked } = onScreen(async () => {
    if (broken) throw new Unreachable('no')
    return `answer ${++answers}`
  })
  await vi.advanceTimersByTimeAsync(0)
  broken = true
  void client.invalidateQueries({ queryKey: KEY })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked.mock.calls.length).toBeGreaterThan(3)
  expect(client.getQueryData(KEY)).toBe('answer 1')
  broken = false
  await vi.advanceTimersByTimeAsync(40_000)
  expect(client.getQueryData(KEY)).toBe('answer 2')
  const last = asked.mock.calls.length
  await vi.advanceTimersByTimeAsync(300_000)
  expect(asked).toHaveBeenCalledTimes(last)
})

test('a refusal stands, and nobody asks for what has left the screen', async () => {
  const { asked, leave } = onScreen(async () => {
    throw new Refused(problemFromStatus(404, ''))
  })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveBeenCalledTimes(1)
  leave()
  client.clear()
  const other = onScreen(async () => {
    throw new Unreachable('no')
  })
  await vi.advanceTimersByTimeAsync(0)
  other.leave()
  await vi.advanceTimersByTimeAsync(300_000)
  expect(other.asked).toHaveBeenCalledTimes(1)
})

test('many wishes in a short time are one question', async () => {
  const { asked } = onScreen(async () => 'answer')
  await vi.advanceTimersByTimeAsync(0)
  for (let n = 0; n < 10; n++) refetching.soon(KEY)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(asked).toHaveBeenCalledTimes(2)
})

test('what is wished for during a first load is asked for after it', async () => {
  let stored = 'old'
  const { asked } = onScreen(async () => {
    const answer = stored
    await new Promise((done) => setTimeout(done, 5_000))
    return answer
  })
  stored = 'new'
  refetching.soon(KEY)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(client.getQueryData(KEY)).toBe('new')
  expect(asked).toHaveBeenCalledTimes(2)
})
