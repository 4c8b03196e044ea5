import type { Envelope, ScheduledReply } from '@baton/api'
import { expect, test } from 'vitest'
import { openReplies } from '../../src/features/thread/scheduled/open-replies'

const event = (type: 'reply.scheduled' | 'reply.settled', id: string, state: ScheduledReply['state']) =>
  ({ type, data: { reply: { id, state, due_at: `2026-12-0${id}T09:00:00Z` } } }) as unknown as Envelope

test('what waits or was not sent is there, soonest first; what was sent or taken back is not', () => {
  const events = [
    event('reply.scheduled', '4', 'waiting'),
    event('reply.scheduled', '2', 'waiting'),
    event('reply.scheduled', '3', 'waiting'),
    event('reply.scheduled', '1', 'waiting'),
    event('reply.settled', '2', 'sent'),
    event('reply.settled', '3', 'overtaken'),
    event('reply.settled', '1', 'not_held'),
  ]
  const left = (all: Envelope[]) => openReplies(all).map(({ id, state }) => [id, state])
  expect(left(events)).toEqual([
    ['1', 'not_held'],
    ['3', 'overtaken'],
    ['4', 'waiting'],
  ])
  expect(left([...events, event('reply.settled', '3', 'withdrawn')])).toHaveLength(2)
})
