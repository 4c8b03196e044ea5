import { describe, expect, test } from 'vitest'
import type { Event } from '../../src/state/event'
import { hasGap, unread } from '../../src/state/messages'
import { reduce } from '../../src/state/reduce'
import { initial, type State } from '../../src/state/state'
import { baton, catchUp, message, session } from '../fixtures'

const run = (...events: Event[]): State => events.reduce(reduce, initial)
const boot = (extra = {}): Event => ({
  type: 'booted',
  session: session(extra),
  clock: 0,
  marks: [],
  asked: 0,
})
const turn = { conversation_id: 'conv-1', turn_id: 'turn-1', epoch: 1 }
const started: Event = { type: 'turn.started', data: { ...turn, stage: 'searching' } }
const delta = (index: number, text: string, epoch = 1): Event => ({
  type: 'message.delta',
  data: { ...turn, epoch, index, text },
})

describe('streaming', () => {
  test('deltas are added in order and only once', () => {
    const state = run(boot(), started, delta(0, 'a'), delta(0, 'a'), delta(2, 'c'), delta(1, 'b'))
    expect(state.live).toMatchObject({ text: 'ab', next_index: 2, stage: 'writing' })
  })
  test('a claim ends the bubble, the cut message takes its place, late words are dropped', () => {
    const claimed = run(boot(), started, delta(0, 'Let me check'), {
      type: 'baton',
      baton: baton(2, 'person', 'Maya'),
    })
    expect(claimed.live).toMatchObject({ text: 'Let me check', halted: true })
    const late = reduce(claimed, delta(1, ' more'))
    expect(late.live?.text).toBe('Let me check')
    const cut = message(1, { role: 'assistant', state: 'cut', body: 'Let me check' })
    expect(reduce(late, { type: 'message', message: cut }).live).toBeNull()
  })
  test('a claim before the first word leaves nothing', () => {
    expect(run(boot(), started, { type: 'baton', baton: baton(2, 'person') }).live).toBeNull()
  })
  test('an answered turn keeps its words until the message is there', () => {
    const ended: Event = { type: 'turn.ended', data: { ...turn, outcome: 'answered' } }
    expect(run(boot(), started, delta(0, 'a'), ended).live).toMatchObject({ halted: true })
    const failed: Event = { type: 'turn.ended', data: { ...turn, outcome: 'failed' } }
    expect(run(boot(), started, delta(0, 'a'), failed).live).toBeNull()
  })
  test('an answer in progress is taken up from the session', () => {
    const live = { id: 'turn-1', epoch: 1, stage: 'writing' as const, text: 'so far', next_index: 3 }
    const conversation = { id: 'conv-1', baton: baton(1, 'assistant'), last_seq: 0, turn: live }
    expect(run(boot({ conversation }), delta(3, ', so good')).live?.text).toBe('so far, so good')
  })
})

describe('the baton', () => {
  test('an older one is void', () => {
    const state = run(
      boot(),
      { type: 'baton', baton: baton(3, 'person', 'Maya') },
      { type: 'baton', baton: baton(2, 'nobody') },
    )
    expect(state.baton).toMatchObject({ holder: 'person', epoch: 3 })
  })
  test('nobody types but the person who holds it', () => {
    const typing: Event = {
      type: 'typing',
      data: { conversation_id: 'conv-1', who: 'person', name: 'Maya', on: true },
    }
    expect(run(boot(), typing).typing).toBeNull()
    const held = run(boot(), { type: 'baton', baton: baton(2, 'person', 'Maya') }, typing)
    expect(held.typing).toEqual({ name: 'Maya' })
    expect(reduce(held, { type: 'message', message: message(1, { role: 'human-agent' }) }).typing).toBeNull()
  })
})

describe('messages', () => {
  test('the echo, the answer and the other tab make one', () => {
    const drafts = [{ client_id: 'c-1', body: 'message 1', status: 'sending' as const }]
    const state = run(
      boot(),
      { type: 'outbox', drafts },
      { type: 'message', message: message(1) },
      { type: 'message', message: message(1) },
      { type: 'outbox', drafts },
    )
    expect(state.outbox).toEqual([])
    expect(state.messages).toHaveLength(1)
  })
  test('a gap is seen and closed', () => {
    const gap = run(boot(), { type: 'message', message: message(2) })
    expect(hasGap(gap)).toBe(true)
    expect(hasGap(reduce(gap, { type: 'message', message: message(1) }))).toBe(false)
  })
  test('hidden messages are not a gap', () => {
    const state = run(boot(), {
      type: 'caught_up',
      live_before: null,
      answer: catchUp({ items: [message(9)], last_seq: 9 }),
    })
    expect(hasGap(state)).toBe(false)
    expect(state.known).toBe(9)
  })
  test('what was cleared does not come back', () => {
    const state = run(
      boot(),
      { type: 'message', message: message(1) },
      { type: 'cleared' },
      { type: 'message', message: message(1) },
    )
    expect(state.messages).toEqual([])
  })
  test('the newest of a session are unread, the rest is not', () => {
    const messages = [message(1), message(2, { role: 'assistant' }), message(3, { role: 'assistant' })]
    const conversation = { id: 'conv-1', baton: baton(1, 'assistant'), last_seq: 3, turn: null }
    const state = run(boot({ messages, conversation, unread: 1 }))
    expect(unread(state).map((m) => m.seq)).toEqual([3])
    const opened = reduce(state, { type: 'opened' })
    expect(opened.divider).toBe(2)
    expect(unread(reduce(opened, { type: 'read_to', seq: 3 }))).toEqual([])
  })
})

test('a renewed session of another conversation keeps what is unsent and nothing else', () => {
  const drafts = [{ client_id: 'x', body: 'hello', status: 'waiting' as const }]
  const conversation = { id: 'conv-2', baton: baton(1, 'assistant'), last_seq: 0, turn: null }
  const state = run(
    boot(),
    { type: 'message', message: message(1) },
    { type: 'outbox', drafts },
    boot({ conversation }),
  )
  expect(state).toMatchObject({ conversation: 'conv-2', messages: [], outbox: drafts, known: 0 })
})

test('a renewed session that begins after a gap is caught up before it is trusted', () => {
  const conversation = { id: 'conv-1', baton: baton(1, 'assistant'), last_seq: 40, turn: null }
  const messages = Array.from({ length: 30 }, (_, i) => message(i + 11))
  expect(
    hasGap(run(boot(), { type: 'message', message: message(1) }, boot({ conversation, messages }))),
  ).toBe(true)
})

describe('a message that asks for contact details', () => {
  const wish = message(1, { role: 'assistant', kind: 'lead_form' })
  test('opens the form beneath it, once', () => {
    const asked = run(boot(), { type: 'message', message: wish })
    expect(asked.form).toMatchObject({ source: 'intent', status: 'open' })
    const declined = reduce(asked, { type: 'form_closed' })
    expect(reduce(declined, { type: 'message', message: wish }).form).toBeNull()
    expect(declined.asked).toBe(1)
  })
  test('does not ask again after a reload, nor when the talk has gone on', () => {
    const conversation = { id: 'conv-1', baton: baton(1, 'assistant'), last_seq: 1, turn: null }
    const reloaded: Event = {
      ...(boot({ messages: [wish], conversation }) as Event & { type: 'booted' }),
      asked: 1,
    }
    expect(run(reloaded).form).toBeNull()
    expect(run(boot({ messages: [wish, message(2)], conversation })).form).toBeNull()
  })
  test('is answered when the lead was captured elsewhere', () => {
    const state = run(boot(), { type: 'message', message: wish }, { type: 'lead_captured' })
    expect(state).toMatchObject({ form: null, asked: 1 })
  })
})
