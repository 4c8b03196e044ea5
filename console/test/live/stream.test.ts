import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FakeSocket, latest, settled } from '../../../packages/realtime/test/fake'
import { api } from '../../src/lib/api'
import { teamApi } from '../../src/lib/team'
import { health } from '../../src/live/connection'
import { openStream, type Stream } from '../../src/live/stream'
import { me } from '../fixtures'

const events = vi.spyOn(api, 'events')
const authorise = vi.spyOn(api, 'authorise')
const nothing = { items: [], has_more: false, latest_seq: 0 }
let stream: Stream

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.spyOn(teamApi, 'teammates').mockResolvedValue({ items: [] })
  FakeSocket.opened = []
  events.mockReset().mockResolvedValue(nothing)
  authorise.mockReset().mockResolvedValue({ auth: 'k:s' })
  stream = openStream(me, new QueryClient(), () => {})
})
afterEach(() => {
  stream.close()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** The server lets every channel in that was asked for. */
const letIn = async () => {
  await settled()
  for (const { event, data } of latest().sent)
    if (event === 'pusher:subscribe') latest().succeed(data.channel as string)
  await settled()
}

test('what was missed is fetched before anything is called live', async () => {
  events.mockRejectedValueOnce(new Error('nobody answers')).mockResolvedValue(nothing)
  latest().establish()
  await letIn()
  expect(health.get()).toBe('catching')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(health.get()).toBe('live')
})

test('a channel that stands late does not hide that what was missed is not known', async () => {
  let grant = (_: { auth: string }) => {}
  authorise.mockImplementation((_, channel) =>
    channel.startsWith('private-conversation')
      ? new Promise((resolve) => {
          grant = resolve
        })
      : Promise.resolve({ auth: 'k:s' }),
  )
  let isDown = true
  events.mockImplementation(async () => {
    if (isDown) throw new Error('nobody answers')
    return nothing
  })
  stream.join('c1')
  latest().establish()
  await letIn()
  expect(health.get()).not.toBe('live')
  latest().sent = []
  grant({ auth: 'k:s' })
  await letIn()
  expect(health.get()).toBe('catching')
  isDown = false
  await vi.advanceTimersByTimeAsync(10_000)
  expect(health.get()).toBe('live')
})
