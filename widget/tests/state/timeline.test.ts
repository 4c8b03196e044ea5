import { expect, test } from 'vitest'
import type { Event } from '../../src/state/event'
import { reduce } from '../../src/state/reduce'
import { initial } from '../../src/state/state'
import { timeline } from '../../src/state/timeline'
import { baton, message, session } from '../fixtures'

const person = { role: 'human-agent', author_name: 'Maya' } as const
const assistant = { role: 'assistant' } as const
const boot = (extra = {}): Event => ({
  type: 'booted',
  session: session(extra),
  clock: 0,
  marks: [],
  asked: 0,
})
const show = (...events: Event[]) =>
  timeline(events.reduce(reduce, initial)).map((item) =>
    item.kind === 'message'
      ? item.message.seq
      : item.kind === 'mark'
        ? `${item.mark.kind} ${item.mark.name}`
        : item.kind,
  )
const conversation = (epoch: number, holder: 'assistant' | 'person' | 'none', last_seq: number) => ({
  id: 'conv-1',
  baton: baton(epoch, holder, holder === 'person' ? 'Maya' : null),
  last_seq,
  turn: null,
})

test('a relay that was witnessed shows where the baton passed', () => {
  expect(
    show(
      boot(),
      { type: 'message', message: message(1) },
      { type: 'baton', baton: baton(2, 'person', 'Maya') },
      { type: 'message', message: message(2) },
      { type: 'message', message: message(3, person) },
      { type: 'baton', baton: baton(3, 'assistant') },
      { type: 'message', message: message(4) },
      { type: 'message', message: message(5, assistant) },
    ),
  ).toEqual(['greeting', 1, 'joined Maya', 2, 3, 'left Maya', 4, 5])
})

test('a relay that was not witnessed is read from the roles', () => {
  const messages = [message(1), message(2, person), message(3), message(4, assistant)]
  expect(show(boot({ messages, conversation: conversation(3, 'assistant', 4) }))).toEqual([
    'greeting',
    1,
    'joined Maya',
    2,
    'left Maya',
    3,
    4,
  ])
})

test('the last pass is shown although nobody has spoken since', () => {
  const messages = [message(1)]
  expect(show(boot({ messages, conversation: conversation(2, 'person', 1) }))).toEqual([
    'greeting',
    1,
    'joined Maya',
  ])
  const spoken = [message(1), message(2, person)]
  expect(show(boot({ messages: spoken, conversation: conversation(3, 'none', 2) })).at(-1)).toBe(
    'closed null',
  )
})

test('what the assistant had said before it was cut stands above the line, and says who took over', () => {
  const cut = message(2, { ...assistant, state: 'cut' })
  const events: Event[] = [
    boot(),
    { type: 'message', message: message(1) },
    { type: 'baton', baton: baton(2, 'person', 'Maya') },
    { type: 'message', message: cut },
  ]
  expect(show(...events)).toEqual(['greeting', 1, 2, 'joined Maya'])
  const item = timeline(events.reduce(reduce, initial)).find(
    (i) => i.kind === 'message' && i.message.seq === 2,
  )
  expect(item).toMatchObject({ by: 'Maya' })
})

test('the unread line stands before the first new word of the other side', () => {
  const messages = [message(1), message(2, assistant), message(3, assistant)]
  const extra = { messages, conversation: conversation(1, 'assistant', 3), unread: 1 }
  expect(show(boot(extra), { type: 'opened' })).toEqual(['greeting', 1, 2, 'divider', 3])
})
