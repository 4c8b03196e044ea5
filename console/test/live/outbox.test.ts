import { beforeEach, expect, test, vi } from 'vitest'
import { api } from '../../src/lib/api'
import { problemFromStatus, Refused, Unreachable } from '../../src/lib/problem'
import { Outbox } from '../../src/live/outbox'
import { maya, message } from '../fixtures'

const reply = vi.spyOn(api, 'reply')
const stored = (client_id: string, body: string) =>
  message({ role: 'human-agent', author: maya, client_id, body })

beforeEach(() => {
  vi.useFakeTimers()
  reply.mockReset()
})

function open() {
  const outbox = new Outbox()
  const sent: string[] = []
  const refused: string[] = []
  outbox.open('w1', { sent: (each) => sent.push(each.body), refused: (item) => refused.push(item.body) })
  return {
    outbox,
    sent,
    refused,
    states: () => outbox.items.get().map((each) => `${each.body} ${each.state}`),
  }
}

test('replies are sent one after the other, in the order in which they were written', async () => {
  const order: string[] = []
  reply.mockImplementation(async (_, id, body) => {
    order.push(`start ${body}`)
    await new Promise((done) => setTimeout(done, body === 'one' ? 50 : 1))
    order.push(`end ${body}`)
    return stored(id, body)
  })
  const { outbox, sent } = open()
  outbox.add('c1', 'one')
  outbox.add('c1', 'two')
  await vi.advanceTimersByTimeAsync(100)
  expect(order).toEqual(['start one', 'end one', 'start two', 'end two'])
  expect(sent).toEqual(['one', 'two'])
  expect(outbox.items.get()).toEqual([])
})

test('without a connection they wait, and the same id is sent again', async () => {
  reply.mockRejectedValueOnce(new Unreachable('no network'))
  reply.mockImplementation(async (_, id, body) => stored(id, body))
  const { outbox, states, sent } = open()
  outbox.add('c1', 'later')
  await vi.advanceTimersByTimeAsync(10)
  expect(states()).toEqual(['later queued'])
  await vi.advanceTimersByTimeAsync(1_500)
  expect(sent).toEqual(['later'])
  expect(reply.mock.calls[0]?.[1]).toBe(reply.mock.calls[1]?.[1])
})

test('they outlive a reload, and one that was on its way is sent again', async () => {
  reply.mockImplementation(() => new Promise(() => {}))
  open().outbox.add('c1', 'half way')
  await vi.advanceTimersByTimeAsync(10)
  expect(new Outbox().items.get()).toMatchObject([{ body: 'half way', state: 'queued' }])
})

test('a refusal asks the writer and does not hold back the next', async () => {
  reply.mockRejectedValueOnce(new Refused({ ...problemFromStatus(422, 'req_1'), detail: 'Too long.' }))
  reply.mockImplementation(async (_, id, body) => stored(id, body))
  const { outbox, states, refused, sent } = open()
  outbox.add('c1', 'bad')
  outbox.add('c1', 'good')
  await vi.advanceTimersByTimeAsync(10)
  expect(states()).toEqual(['bad failed'])
  expect(refused).toEqual(['bad'])
  expect(sent).toEqual(['good'])
  expect(outbox.items.get()[0]?.reason).toBe('Too long.')
})

test('a message that arrives by the stream first is not shown twice', async () => {
  reply.mockImplementation(() => new Promise(() => {}))
  const { outbox } = open()
  outbox.add('c1', 'hello')
  const item = outbox.items.get()[0]
  outbox.settled(stored(item?.client_id ?? '', 'hello'))
  expect(outbox.items.get()).toEqual([])
})

test('another workspace does not send what belongs to this one', async () => {
  reply.mockRejectedValueOnce(new Unreachable('no network'))
  const { outbox } = open()
  outbox.add('c1', 'mine')
  await vi.advanceTimersByTimeAsync(10)
  outbox.open('w2')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(reply).toHaveBeenCalledTimes(1)
})

test('what follows from a reply goes with it, over tries and reloads', async () => {
  reply.mockRejectedValueOnce(new Unreachable('down'))
  reply.mockImplementation(async (_, id, body) => stored(id, body))
  const first = open().outbox
  first.add('c1', 'bye', 'resolve')
  await vi.advanceTimersByTimeAsync(10)
  first.open(null)
  // The page is loaded anew.
  const sent: string[] = []
  new Outbox().open('w1', { sent: (_, item) => sent.push(`${item.body} ${item.then}`), refused: () => {} })
  await vi.advanceTimersByTimeAsync(10)
  expect(sent).toEqual(['bye resolve'])
  expect(reply.mock.calls.map((call) => call[3])).toEqual(['resolve', 'resolve'])
  expect(new Set(reply.mock.calls.map((call) => call[1])).size).toBe(1)
})
