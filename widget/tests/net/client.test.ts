import type { WidgetInit } from '@baton/api'
import { afterEach, expect, test, vi } from 'vitest'
import { createClient, Refusal } from '../../src/net/client'
import { session } from '../fixtures'

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })
const expired = () => json(401, { code: 'token_expired' })

afterEach(() => vi.unstubAllGlobals())

/** A server that knows one token; each boot hands out the next. */
function setup(valid: string) {
  const requests: { token: string | null; body: string }[] = []
  let boots = 1
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    const token = new Headers(init.headers).get('authorization')
    requests.push({ token, body: String(init.body) })
    return token === `Bearer ${valid}` ? json(201, { ok: true }) : expired()
  })
  const renewed = () => Promise.resolve(session({ token: `t-${++boots}` }))
  let flight: Promise<WidgetInit> | undefined
  // As the loader does it: whoever asks meanwhile gets the same.
  const boot = vi.fn(() => {
    flight ??= renewed().finally(() => {
      flight = undefined
    })
    return flight
  })
  const onSession = vi.fn()
  const onLate = vi.fn()
  const client = createClient({
    url: (p) => `https://baton.example/${p}`,
    boot,
    onSession,
    onLate,
    session: session(),
  })
  return { client, boot, onSession, onLate, requests }
}

test('an expired token is renewed once and the call repeated as it was', async () => {
  const { client, boot, onSession, requests } = setup('t-2')
  await client.post('messages', { client_id: 'c', body: 'hello' })
  expect(boot).toHaveBeenCalledTimes(1)
  expect(onSession).toHaveBeenCalledTimes(1)
  expect(requests.map((r) => r.token)).toEqual(['Bearer t-1', 'Bearer t-2'])
  expect(requests[1]?.body).toBe(requests[0]?.body)
})

test('calls that fail together share one renewal', async () => {
  const { client, onSession } = setup('t-2')
  await Promise.all([client.get('messages?after=0'), client.post('typing', {}), client.post('read', {})])
  expect(onSession).toHaveBeenCalledTimes(1)
})

test('a renewed token that is refused too is not renewed for ever', async () => {
  const { client, boot, requests } = setup('never')
  await expect(client.post('messages', {})).rejects.toBeInstanceOf(Refusal)
  expect(boot).toHaveBeenCalledTimes(1)
  expect(requests).toHaveLength(2)
})

test('a refused subscription is final, a failed one is not', async () => {
  const { client } = setup('t-1')
  vi.stubGlobal('fetch', async () => json(403, { code: 'forbidden' }))
  expect(await client.authorise('1.1', 'private-x')).toBeNull()
  vi.stubGlobal('fetch', async () => json(503, {}))
  await expect(client.authorise('1.1', 'private-x')).rejects.toBeInstanceOf(Refusal)
})

test('what is repeated anyway waits less long, and whoever waits in vain doubts the network', async () => {
  const { client, onLate } = setup('t-1')
  const timeout = vi.spyOn(AbortSignal, 'timeout')
  await client.post('leads', {})
  await client.repost('messages', {})
  await client.get('messages?after=0')
  expect(timeout.mock.calls).toEqual([[20_000], [4_000], [4_000]])
  expect(onLate).not.toHaveBeenCalled()
  vi.stubGlobal('fetch', async () => {
    throw new DOMException('', 'TimeoutError')
  })
  await expect(client.repost('messages', {})).rejects.toThrow()
  expect(onLate).toHaveBeenCalledTimes(1)
  timeout.mockRestore()
})
