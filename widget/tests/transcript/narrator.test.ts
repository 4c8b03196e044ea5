import { expect, test } from 'vitest'
import { english, translator } from '../../src/i18n/index'
import type { Event } from '../../src/state/event'
import { reduce } from '../../src/state/reduce'
import { initial } from '../../src/state/state'
import { createNarrator } from '../../src/transcript/narrator'
import { message, session } from '../fixtures'

function hear(...events: Event[]): string[] {
  const narrate = createNarrator(translator(english))
  const said: string[] = []
  let state = initial
  for (const event of events) {
    const next = reduce(state, event)
    said.push(...narrate(state, next))
    state = next
  }
  return said
}
const boot: Event = { type: 'booted', session: session(), clock: 0, marks: [], asked: 0 }
const delta = (index: number, text: string): Event => ({
  type: 'message.delta',
  data: { conversation_id: 'conv-1', turn_id: 'turn-1', epoch: 1, index, text },
})

test('an answer is heard by the sentence, each once', () => {
  const body = 'Small, by half a size. [1] Take the **larger** one. Good luck'
  expect(
    hear(
      boot,
      delta(0, 'Small, by half'),
      delta(1, ' a size. [1] Take the'),
      delta(2, ' **larger** one. Good'),
      {
        type: 'message',
        message: message(1, { role: 'assistant', body }),
      },
    ),
  ).toEqual(['Small, by half a size.', 'Take the larger one.', 'Good luck'])
})

test('an answer that was not streamed is heard as a whole, a person with the name', () => {
  expect(
    hear(
      boot,
      { type: 'message', message: message(1, { role: 'assistant', body: 'Hello. There.' }) },
      { type: 'message', message: message(2, { role: 'human-agent', author_name: 'Maya', body: 'Hi' }) },
      { type: 'message', message: message(3) },
    ),
  ).toEqual(['Hello. There.', 'Maya: Hi'])
})

test('the history of an opened conversation is silent', () => {
  const messages = [message(1, { role: 'assistant' })]
  expect(hear({ type: 'booted', session: session({ messages }), clock: 0, marks: [], asked: 0 })).toEqual([])
})
