// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FakeSocket, latest, setUp } from './fake'

let hidden = false
beforeEach(() => {
  vi.useFakeTimers()
  hidden = false
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test.each(['online', 'pageshow'])('%s retries at once', async (name) => {
  const { connection } = setUp()
  latest().end(1006)
  window.dispatchEvent(new Event(name))
  window.dispatchEvent(new Event(name))
  expect(FakeSocket.opened).toHaveLength(2)
  connection.close()
})

test('a page that is shown again probes its socket and replaces a dead one within seconds', async () => {
  const { connection } = setUp()
  const socket = latest().establish()
  document.dispatchEvent(new Event('visibilitychange'))
  expect(socket.sent).toEqual([{ event: 'pusher:ping', data: {} }])
  await vi.advanceTimersByTimeAsync(4_500)
  expect(FakeSocket.opened).toHaveLength(2)
  connection.close()
})

test('a refusal for good stays one', () => {
  setUp()
  latest().end(4001)
  window.dispatchEvent(new Event('online'))
  expect(FakeSocket.opened).toHaveLength(1)
})

test('a hidden tab does not poll', async () => {
  const poll = vi.fn(async () => {})
  const { connection } = setUp({ poll })
  hidden = true
  for (let i = 0; i < 4; i++) {
    latest().end(1006)
    await vi.advanceTimersByTimeAsync(5_000)
  }
  expect(poll).not.toHaveBeenCalled()
  hidden = false
  await vi.advanceTimersByTimeAsync(4_000)
  expect(poll).toHaveBeenCalledTimes(1)
  connection.close()
})

test('a machine that slept probes its socket, though nobody told it', async () => {
  const { connection } = setUp()
  const socket = latest().establish()
  vi.setSystemTime(Date.now() + 3_600_000)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(socket.sent).toEqual([{ event: 'pusher:ping', data: {} }])
  await vi.advanceTimersByTimeAsync(4_500)
  expect(FakeSocket.opened).toHaveLength(2)
  connection.close()
})
