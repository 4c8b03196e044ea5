import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FakeSocket, latest, settled, setUp } from './fake'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const ROOM = 'private-conversation.1'

test('connects, authorises, subscribes, and asks for the catch-up before it is live', async () => {
  const { connection, states, caughtUp } = setUp()
  const seen: unknown[] = []
  connection.subscribe(ROOM, (incoming) => seen.push(incoming))
  expect(latest().url).toBe('wss://inbox.example.com/realtime/app/k?protocol=7&client=baton')
  latest().establish('12.34')
  await settled()
  expect(latest().sent).toEqual([
    { event: 'pusher:subscribe', data: { auth: `k:12.34:${ROOM}`, channel: ROOM } },
  ])
  expect(states).toEqual([])
  latest().succeed(ROOM)
  expect(states).toEqual(['live'])
  expect(caughtUp).toEqual([ROOM])
  latest().push('message.created', { seq: 1 }, ROOM)
  latest().push('message.created', { seq: 2 }, 'private-conversation.2')
  expect(seen).toEqual([
    { event: 'pusher:subscription_succeeded', data: {} },
    { event: 'message.created', data: { seq: 1 } },
  ])
})

test('a public channel needs no authorisation', async () => {
  const authorise = vi.fn()
  const { connection } = setUp({ authorise })
  connection.subscribe('status', () => {})
  latest().establish()
  await settled()
  expect(latest().sent).toEqual([{ event: 'pusher:subscribe', data: { auth: '', channel: 'status' } }])
  expect(authorise).not.toHaveBeenCalled()
})

test('listeners share a channel, and the last to leave unsubscribes', async () => {
  const { connection } = setUp()
  latest().establish()
  const first = connection.subscribe(ROOM, () => {})
  const second = connection.subscribe(ROOM, () => {})
  await settled()
  expect(latest().events()).toEqual(['pusher:subscribe'])
  first()
  first()
  expect(latest().events()).toEqual(['pusher:subscribe'])
  second()
  expect(latest().sent.at(-1)).toEqual({ event: 'pusher:unsubscribe', data: { channel: ROOM } })
})

test('whispers only where it is subscribed', async () => {
  const { connection } = setUp()
  connection.subscribe(ROOM, () => {})
  latest().establish()
  await settled()
  connection.whisper(ROOM, 'typing', { on: true })
  expect(latest().events()).toEqual(['pusher:subscribe'])
  latest().succeed(ROOM)
  connection.whisper(ROOM, 'typing', { on: true })
  expect(latest().sent.at(-1)).toEqual({ event: 'client-typing', channel: ROOM, data: { on: true } })
})

test('a silent socket is pinged, then given up and replaced', async () => {
  const { states } = setUp()
  const first = latest().establish()
  expect(states).toEqual(['live'])
  await vi.advanceTimersByTimeAsync(29_999)
  expect(first.sent).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(first.sent).toEqual([{ event: 'pusher:ping', data: {} }])
  first.onmessage?.({ data: '{"event":"pusher:pong","data":"{}"}' })
  await vi.advanceTimersByTimeAsync(30_000)
  expect(first.events()).toEqual(['pusher:ping', 'pusher:ping'])
  await vi.advanceTimersByTimeAsync(10_000)
  expect(first.readyState).toBe(3)
  expect(states).toEqual(['live', 'connecting'])
  await vi.advanceTimersByTimeAsync(500)
  expect(FakeSocket.opened).toHaveLength(2)
})

test('answers the ping of the server', () => {
  setUp()
  latest().establish().push('pusher:ping', {})
  expect(latest().sent).toEqual([{ event: 'pusher:pong', data: {} }])
})

test('after a drop it subscribes again and asks for the catch-up again', async () => {
  const { connection, states, caughtUp } = setUp()
  connection.subscribe(ROOM, () => {})
  latest().establish()
  await settled()
  latest().succeed(ROOM)
  latest().end(4200)
  expect(states).toEqual(['live', 'connecting'])
  await vi.advanceTimersByTimeAsync(500)
  latest().establish('2.2')
  await settled()
  latest().succeed(ROOM)
  expect(states).toEqual(['live', 'connecting', 'live'])
  expect(caughtUp).toEqual([ROOM, ROOM])
})

test('tries back off with full jitter and start over after a stable stretch', async () => {
  setUp()
  const waits = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]
  for (const [index, wait] of waits.entries()) {
    latest().end(1006)
    await vi.advanceTimersByTimeAsync(wait - 1)
    expect(FakeSocket.opened).toHaveLength(index + 1)
    await vi.advanceTimersByTimeAsync(1)
    expect(FakeSocket.opened).toHaveLength(index + 2)
  }
  latest().establish()
  await vi.advanceTimersByTimeAsync(6_000)
  latest().end(4200)
  await vi.advanceTimersByTimeAsync(500)
  expect(FakeSocket.opened).toHaveLength(waits.length + 2)
})

test('a server that drops at once is not hammered', async () => {
  setUp()
  for (const wait of [500, 1_000, 2_000]) {
    latest().establish().end(4200)
    const before = FakeSocket.opened.length
    await vi.advanceTimersByTimeAsync(wait - 1)
    expect(FakeSocket.opened).toHaveLength(before)
    await vi.advanceTimersByTimeAsync(1)
  }
})

test('over capacity waits at least a second', async () => {
  setUp()
  latest().end(4100)
  await vi.advanceTimersByTimeAsync(1_499)
  expect(FakeSocket.opened).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(FakeSocket.opened).toHaveLength(2)
})

test('a refusal for good is not tried again', async () => {
  const { states } = setUp()
  latest().push('pusher:error', { code: 4001, message: 'no such app' })
  latest().end(4001)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(FakeSocket.opened).toHaveLength(1)
  expect(states).toEqual(['offline'])
})

test('a socket that says nothing counts as refused', async () => {
  setUp()
  await vi.advanceTimersByTimeAsync(10_500)
  expect(FakeSocket.opened).toHaveLength(2)
})

test('where WebSocket is blocked it polls, says so, and comes back by itself', async () => {
  let up = true
  const poll = vi.fn(async () => {
    if (!up) throw new TypeError('failed to fetch')
  })
  const { states } = setUp({ poll })
  for (const wait of [500, 1_000, 0]) {
    latest().end(1006)
    await vi.advanceTimersByTimeAsync(wait)
  }
  expect(poll).toHaveBeenCalledTimes(1)
  expect(states).toEqual(['polling'])
  await vi.advanceTimersByTimeAsync(4_000)
  expect(poll).toHaveBeenCalledTimes(2)
  up = false
  await vi.advanceTimersByTimeAsync(4_000)
  expect(states).toEqual(['polling', 'offline'])
  up = true
  await vi.advanceTimersByTimeAsync(4_000)
  expect(states).toEqual(['polling', 'offline', 'polling'])
  await vi.advanceTimersByTimeAsync(8_000)
  latest().establish()
  expect(states.at(-1)).toBe('live')
  const calls = poll.mock.calls.length
  await vi.advanceTimersByTimeAsync(20_000)
  expect(poll).toHaveBeenCalledTimes(calls)
})

test('an authorisation that failed is asked again; one that was refused is not', async () => {
  const authorise = vi
    .fn()
    .mockRejectedValueOnce(new Error('502'))
    .mockResolvedValueOnce({ auth: 'k:a' })
    .mockResolvedValueOnce(null)
  const { connection, states, denied } = setUp({ authorise })
  connection.subscribe(ROOM, () => {})
  latest().establish()
  await vi.advanceTimersByTimeAsync(500)
  latest().succeed(ROOM)
  expect(states).toEqual(['live'])
  connection.subscribe('private-conversation.2', () => {})
  await vi.advanceTimersByTimeAsync(60_000)
  expect(authorise).toHaveBeenCalledTimes(3)
  expect(denied).toEqual(['private-conversation.2'])
})

test('a right that is taken away is told', async () => {
  const { connection, denied } = setUp()
  connection.subscribe(ROOM, () => {})
  latest().establish()
  await settled()
  latest().succeed(ROOM)
  latest().push('pusher:subscription_error', { type: 'AuthError', status: 403 }, ROOM)
  expect(denied).toEqual([ROOM])
})

test('a server that cannot decide now is asked again', async () => {
  const { connection, denied, states } = setUp()
  connection.subscribe(ROOM, () => {})
  latest().establish()
  await settled()
  latest().push('pusher:subscription_error', { type: 'AuthError', status: 503 }, ROOM)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(latest().events()).toEqual(['pusher:subscribe', 'pusher:subscribe'])
  latest().succeed(ROOM)
  expect(denied).toEqual([])
  expect(states).toEqual(['live'])
})

test('an answer for a socket that is gone is not sent on the next one', async () => {
  const answers: ((value: { auth: string }) => void)[] = []
  const { connection } = setUp({ authorise: () => new Promise((resolve) => answers.push(resolve)) })
  connection.subscribe(ROOM, () => {})
  latest().establish('1.1').end(1006)
  await vi.advanceTimersByTimeAsync(500)
  latest().establish('2.2')
  answers[0]?.({ auth: 'old' })
  answers[1]?.({ auth: 'new' })
  await settled()
  expect(latest().sent).toEqual([{ event: 'pusher:subscribe', data: { auth: 'new', channel: ROOM } }])
})

test('an address that the page may not open is a refusal', async () => {
  const { states } = setUp({
    open: () => {
      throw new DOMException('blocked', 'SecurityError')
    },
    poll: async () => {},
  })
  await vi.advanceTimersByTimeAsync(1_600)
  expect(states).toEqual(['polling'])
})

test('close ends it for good', async () => {
  const { connection } = setUp()
  connection.subscribe(ROOM, () => {})
  const socket = latest().establish()
  connection.close()
  expect(socket.readyState).toBe(3)
  socket.end(1000)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(FakeSocket.opened).toHaveLength(1)
})

test('a doubt asks the socket for a sign of life, and more doubts do not put off its end', async () => {
  const { connection } = setUp()
  const socket = latest().establish()
  connection.doubt()
  await vi.advanceTimersByTimeAsync(2_500)
  connection.doubt()
  expect(socket.sent).toEqual([{ event: 'pusher:ping', data: {} }])
  await vi.advanceTimersByTimeAsync(2_500)
  expect(FakeSocket.opened).toHaveLength(2)
  connection.close()
})

test('a socket that answers a doubt stays, and may be doubted again', async () => {
  const { connection } = setUp()
  const socket = latest().establish()
  for (let i = 0; i < 2; i++) {
    connection.doubt()
    socket.push('pusher:pong', {})
    await vi.advanceTimersByTimeAsync(6_000)
  }
  expect(socket.events()).toEqual(['pusher:ping', 'pusher:ping'])
  expect(FakeSocket.opened).toHaveLength(1)
  connection.close()
})

test('says when it tries again, and that it does', async () => {
  const retries: (number | null)[] = []
  setUp({ onRetry: (delay) => retries.push(delay) })
  latest().establish()
  await settled()
  latest().end(4200)
  const delay = retries.at(-1) ?? 0
  expect(delay).toBeGreaterThan(0)
  await vi.advanceTimersByTimeAsync(delay)
  expect(retries).toEqual([null, delay, null])
})
