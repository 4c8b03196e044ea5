import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { explain } from '../src/lib/explain'
import { call, queryString, whenLate, whenSignedOut } from '../src/lib/http'
import { problemOf, Refused, Unreachable } from '../src/lib/problem'
import { retryUnlessRefused } from '../src/lib/queries'

const fetched = vi.fn<typeof fetch>()
beforeEach(() => vi.stubGlobal('fetch', fetched))
afterEach(() => fetched.mockReset())
const answer = (status: number, body: unknown, type = 'application/problem+json') =>
  fetched.mockResolvedValueOnce(
    new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status,
      headers: { 'content-type': type },
    }),
  )

test('a refusal carries its problem', async () => {
  answer(409, {
    status: 409,
    code: 'already_claimed',
    title: 'x',
    detail: 'Tomás holds it.',
    holder: { id: 't', name: 'Tomás' },
    request_id: 'r1',
  })
  const error = await call('/x', { method: 'POST', body: {} }).catch((each) => each)
  expect(error).toBeInstanceOf(Refused)
  expect(problemOf(error)).toMatchObject({
    code: 'already_claimed',
    holder: { name: 'Tomás' },
    request_id: 'r1',
  })
  expect(explain(error)).toBe('Tomás holds it.')
})

test('an answer that is no problem+json still says what to do', async () => {
  answer(502, '<html>bad gateway</html>', 'text/html')
  const error = await call('/x').catch((each) => each)
  expect(problemOf(error)).toMatchObject({ status: 502, code: 'unavailable' })
  expect(explain(error)).toMatch(/Try again/)
})

test('what is repeated anyway waits less long, and whoever waits in vain doubts the network', async () => {
  const late = vi.fn()
  whenLate(late)
  const timeout = vi.spyOn(AbortSignal, 'timeout')
  answer(200, {})
  await call('/x')
  answer(200, {})
  await call('/x', { repeats: true })
  expect(timeout.mock.calls).toEqual([[20_000], [4_000]])
  expect(late).not.toHaveBeenCalled()
  fetched.mockRejectedValueOnce(new DOMException('', 'TimeoutError'))
  expect(await call('/x', { repeats: true }).catch((each) => each)).toBeInstanceOf(Unreachable)
  expect(late).toHaveBeenCalledTimes(1)
  timeout.mockRestore()
})

test('no network is told apart from a refusal', async () => {
  fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  expect(await call('/x').catch((each) => each)).toBeInstanceOf(Unreachable)
})

test('the end of a session is announced, a wrong password is not', async () => {
  const ended = vi.fn()
  whenSignedOut(ended)
  answer(401, { code: 'invalid_credentials' })
  await call('/x').catch(() => {})
  expect(ended).not.toHaveBeenCalled()
  answer(401, { code: 'unauthorized' })
  await call('/x').catch(() => {})
  expect(ended).toHaveBeenCalledTimes(1)
})

test('nothing to read is nothing', async () => {
  fetched.mockResolvedValueOnce(new Response(null, { status: 204 }))
  expect(await call('/x', { method: 'DELETE' })).toBeUndefined()
})

test('filters that are not set are left out', () => {
  expect(queryString({ view: 'all', q: '', cursor: undefined, has_lead: true })).toBe(
    '?view=all&has_lead=true',
  )
  expect(queryString()).toBe('')
})

test('what was refused is not asked again, what failed is', () => {
  const refused = (status: number) =>
    new Refused({ status, code: 'internal', title: '', detail: '', request_id: '' })
  expect(retryUnlessRefused(0, refused(404))).toBe(false)
  expect(retryUnlessRefused(0, refused(503))).toBe(true)
  expect(retryUnlessRefused(2, refused(503))).toBe(false)
  expect(retryUnlessRefused(0, new Unreachable('x'))).toBe(true)
})

test('a network that says nothing has failed in the end', async () => {
  vi.useFakeTimers()
  // The clock of the platform is not that of the test.
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const late = new AbortController()
    setTimeout(() => late.abort(new DOMException('late', 'TimeoutError')), ms)
    return late.signal
  })
  fetched.mockImplementationOnce(
    (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
      }),
  )
  const asked = call('/x').catch((each) => each)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(await asked).toBeInstanceOf(Unreachable)
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('an answer that breaks off in the middle is no answer', async () => {
  answer(200, '{"id": "c', 'application/json')
  expect(await call('/x', { method: 'POST', body: {} }).catch((each) => each)).toBeInstanceOf(Unreachable)
})
