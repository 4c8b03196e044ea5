import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Page, Sequencer } from '../src/index'

interface Item {
  seq: number
}
const item = (seq: number): Item => ({ seq })
const PAGE = 3

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A connection that fell silent. */
async function hangs(): Promise<Page<Item>> {
  await new Promise((resolve) => setTimeout(resolve, 4_000))
  throw new Error('nobody answers')
}

/** A server that holds `stored`, and a reader that starts after `start`. */
function setUp(stored: number[], start = 0) {
  const delivered: number[] = []
  const fetch = vi.fn(async (after: number): Promise<Page<Item>> => {
    const rest = stored.filter((seq) => seq > after)
    return { items: rest.slice(0, PAGE).map(item), has_more: rest.length > PAGE, latest: stored.at(-1) ?? 0 }
  })
  const onRestart = vi.fn()
  const sequencer = new Sequencer<Item>({
    start,
    seq: ({ seq }) => seq,
    fetch,
    deliver: ({ seq }) => delivered.push(seq),
    onRestart,
    random: () => 0.5,
  })
  return { sequencer, delivered, fetch, onRestart }
}

test('what comes in order is delivered at once, and nothing is fetched', async () => {
  const { sequencer, delivered, fetch } = setUp([])
  for (const seq of [1, 2, 2, 1, 3]) sequencer.push(item(seq))
  expect(delivered).toEqual([1, 2, 3])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(fetch).not.toHaveBeenCalled()
})

test('neighbours that swapped places cost no fetch', async () => {
  const { sequencer, delivered, fetch } = setUp([1, 2])
  sequencer.push(item(2))
  await vi.advanceTimersByTimeAsync(100)
  sequencer.push(item(1))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(delivered).toEqual([1, 2])
  expect(fetch).not.toHaveBeenCalled()
})

test('a gap is fetched, once', async () => {
  const { sequencer, delivered, fetch } = setUp([1, 2, 3, 4])
  sequencer.push(item(1))
  sequencer.push(item(4))
  sequencer.push(item(4))
  await vi.advanceTimersByTimeAsync(150)
  expect(delivered).toEqual([1, 2, 3, 4])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(fetch.mock.calls).toEqual([[1]])
})

test('sync reads every page', async () => {
  const { sequencer, delivered } = setUp([5, 6, 7, 8, 9, 10, 11], 4)
  expect(await sequencer.sync()).toBe(true)
  expect(delivered).toEqual([5, 6, 7, 8, 9, 10, 11])
})

test('a sync that is asked for during a sync asks once more', async () => {
  const { sequencer, fetch } = setUp([])
  void sequencer.sync()
  void sequencer.sync()
  void sequencer.sync()
  await vi.advanceTimersByTimeAsync(0)
  expect(fetch).toHaveBeenCalledTimes(2)
})

test('a hole in the store does not stop the stream', async () => {
  const { sequencer, delivered } = setUp([1, 3, 4])
  sequencer.push(item(1))
  sequencer.push(item(3))
  await vi.advanceTimersByTimeAsync(200)
  sequencer.push(item(5))
  expect(delivered).toEqual([1, 3, 4, 5])
})

test('a catch-up that failed says so and is tried again until it works', async () => {
  const { sequencer, delivered, fetch } = setUp([1])
  fetch.mockRejectedValueOnce(new Error('offline')).mockRejectedValueOnce(new Error('offline'))
  expect(await sequencer.sync()).toBe(false)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(fetch).toHaveBeenCalledTimes(3)
  expect(delivered).toEqual([1])
})

test('a gap that shows while a catch-up hangs is asked for again when that fails', async () => {
  const { sequencer, delivered, fetch } = setUp([1, 2, 3])
  fetch.mockImplementationOnce(hangs)
  void sequencer.sync()
  sequencer.push(item(3))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(delivered).toEqual([1, 2, 3])
})

test('an item that the server does not know is asked for less and less often', async () => {
  const { sequencer, fetch } = setUp([1], 1)
  sequencer.push(item(9))
  await vi.advanceTimersByTimeAsync(120_000)
  expect(fetch.mock.calls.length).toBeLessThan(20)
})

test('a server restored from a backup is noticed', async () => {
  const { sequencer, onRestart, delivered } = setUp([1, 2, 3], 8)
  await sequencer.sync()
  expect(onRestart).toHaveBeenCalledTimes(1)
  sequencer.reset(3)
  sequencer.push(item(4))
  expect(delivered).toEqual([4])
})

test('an answer from before a reset is dropped', async () => {
  const { sequencer, delivered } = setUp([1, 2])
  const before = sequencer.sync()
  sequencer.reset(10)
  await before
  expect(delivered).toEqual([])
  expect(sequencer.last).toBe(10)
})

test('whatever is lost, doubled or reordered, each item is delivered once and in order', async () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constant('store' as const) },
    { weight: 1, arbitrary: fc.constant('drop' as const) },
    { weight: 1, arbitrary: fc.constant('double' as const) },
    { weight: 2, arbitrary: fc.constant('late' as const) },
    { weight: 1, arbitrary: fc.constant('reconnect' as const) },
    { weight: 1, arbitrary: fc.constant('fail' as const) },
    { weight: 1, arbitrary: fc.constant('hang' as const) },
    { weight: 2, arbitrary: fc.constant('wait' as const) },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 60 }),
      fc.integer({ min: 0, max: 50 }),
      async (steps, start) => {
        const stored: number[] = []
        const late: number[] = []
        const { sequencer, delivered, fetch } = setUp(stored, start)
        for (const action of steps) {
          const seq = start + stored.length + 1
          if (action === 'reconnect') void sequencer.sync()
          else if (action === 'fail') fetch.mockRejectedValueOnce(new Error('down'))
          else if (action === 'hang') fetch.mockImplementationOnce(hangs)
          else if (action === 'wait') await vi.advanceTimersByTimeAsync(100)
          else stored.push(seq)
          if (action === 'late') late.push(seq)
          if (action === 'store' || action === 'double') sequencer.push(item(seq))
          if (action === 'double') sequencer.push(item(seq))
          const overdue = action === 'store' && seq % 2 ? late.pop() : undefined
          if (overdue) sequencer.push(item(overdue))
          expect(delivered).toEqual(stored.slice(0, delivered.length))
        }
        // Nobody asks any more: what it knows to be missing it asks for by itself.
        const told = start + stored.length + 1
        stored.push(told)
        sequencer.push(item(told))
        await vi.advanceTimersByTimeAsync(300_000)
        expect(delivered).toEqual(stored)
      },
    ),
    { numRuns: 300 },
  )
})

test('who asks while it is fetching waits for the answer, not for nothing', async () => {
  const stored = [1, 2]
  const { sequencer, delivered, fetch } = setUp(stored)
  let release = () => {}
  const answer = fetch.getMockImplementation()
  fetch.mockImplementationOnce(async (after) => {
    await new Promise<void>((resolve) => {
      release = resolve
    })
    return (answer as NonNullable<typeof answer>)(after)
  })
  void sequencer.sync()
  const second = sequencer.sync().then(() => [...delivered])
  stored.push(3)
  release()
  expect(await second).toEqual([1, 2, 3])
})

test('a stream that runs ahead of an answer is no restored server', async () => {
  const { sequencer, delivered, fetch, onRestart } = setUp([1, 2])
  fetch.mockImplementationOnce(async () => {
    const page = { items: [item(1), item(2)], has_more: false, latest: 2 }
    for (const seq of [1, 2, 3]) sequencer.push(item(seq))
    return page
  })
  await sequencer.sync()
  expect(onRestart).not.toHaveBeenCalled()
  expect(delivered).toEqual([1, 2, 3])
})

test('what had to be fetched is told apart, and how much is missing is counted down to nothing', async () => {
  const delivered: string[] = []
  const missed: number[] = []
  const sequencer = new Sequencer<Item>({
    start: 0,
    seq: ({ seq }) => seq,
    fetch: async (after) => {
      const rest = [1, 2, 3, 4, 5, 6, 7].filter((seq) => seq > after)
      return { items: rest.slice(0, PAGE).map(item), has_more: rest.length > PAGE, latest: 7 }
    },
    deliver: ({ seq }, fetched) => delivered.push(`${seq} ${fetched ? 'fetched' : 'pushed'}`),
    onMissed: (missing) => missed.push(missing),
  })
  sequencer.push(item(1))
  sequencer.push(item(7))
  expect(missed).toEqual([0, 5])
  await vi.advanceTimersByTimeAsync(150)
  expect(delivered).toEqual(['1 pushed', ...[2, 3, 4, 5, 6].map((seq) => `${seq} fetched`), '7 pushed'])
  expect(missed).toEqual([0, 5, 2, 0])
  sequencer.push(item(8))
  expect(missed.at(-1)).toBe(0)
})
