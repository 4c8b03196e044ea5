import type { WidgetBaton, WidgetMessage } from '@baton/api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Event } from '../../src/state/event'
import { hasGap } from '../../src/state/messages'
import { reduce } from '../../src/state/reduce'
import { initial, type State } from '../../src/state/state'
import { timeline } from '../../src/state/timeline'
import { baton, catchUp, message, session } from '../fixtures'

type Step = 'ask' | 'answer' | 'escalate' | 'claim' | 'reply' | 'release' | 'claim_mid_answer'

/** Plays a story the way a server would tell it, and keeps what is stored in the end. */
function tell(steps: readonly Step[]) {
  const events: Event[] = []
  const messages: WidgetMessage[] = []
  let held: WidgetBaton = baton(1, 'assistant')
  let turns = 0
  const say = (extra: Partial<WidgetMessage>) => {
    const m = message(messages.length + 1, extra)
    messages.push(m)
    events.push({ type: 'message', message: m })
  }
  const pass = (holder: WidgetBaton['holder'], name: string | null = null) => {
    held = baton(held.epoch + 1, holder, name)
    events.push({ type: 'baton', baton: held })
  }
  const turn = (finish: () => void, outcome: 'answered' | 'fenced') => {
    const data = {
      conversation_id: 'conv-1',
      turn_id: `turn-${String(++turns).padStart(4, '0')}`,
      epoch: held.epoch,
    }
    events.push({ type: 'turn.started', data: { ...data, stage: 'searching' } })
    for (const index of [0, 1, 2])
      events.push({ type: 'message.delta', data: { ...data, index, text: `w${index} ` } })
    finish()
    events.push({ type: 'turn.ended', data: { ...data, outcome } })
  }
  const answer = { role: 'assistant', body: 'w0 w1 w2 ' } as const
  for (const step of steps) {
    if (step === 'ask') say({})
    else if (step === 'answer' && held.holder === 'assistant') turn(() => say(answer), 'answered')
    else if (step === 'escalate' && held.holder === 'assistant') pass('nobody')
    else if (step === 'claim' && held.holder !== 'person') pass('person', 'Maya')
    else if (step === 'reply' && held.holder === 'person') say({ role: 'human-agent', author_name: 'Maya' })
    else if (step === 'release' && held.holder !== 'assistant') pass('assistant')
    else if (step === 'claim_mid_answer' && held.holder === 'assistant') {
      turn(() => {
        say({ ...answer, state: 'cut' })
        pass('person', 'Maya')
      }, 'fenced')
    }
  }
  return { events, messages, held }
}

const steps = fc.array(
  fc.constantFrom<Step>('ask', 'answer', 'escalate', 'claim', 'reply', 'release', 'claim_mid_answer'),
  { maxLength: 14 },
)
const booted: Event = { type: 'booted', session: session(), clock: 0, marks: [], asked: 0 }

/** What the server answers when asked for everything after `state.known`. */
function caughtUp(state: State, { messages, held }: ReturnType<typeof tell>): Event {
  return {
    type: 'caught_up',
    live_before: state.live?.id ?? null,
    answer: catchUp({
      items: messages.filter((m) => m.seq > state.known),
      baton: held,
      last_seq: messages.length,
    }),
  }
}
/** What must not depend on how it came; marks remember where something was witnessed. */
const essence = ({ messages, baton: held, known, live, outbox }: State) => ({
  messages,
  held,
  known,
  live,
  outbox,
})

test('whatever is lost, doubled or out of order, a catch-up leads to the same state', () => {
  fc.assert(
    fc.property(steps, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (story, luck) => {
      const told = tell(story)
      const next = () => luck.next().value as number
      const orderly = [booted, ...told.events].reduce(reduce, initial)
      const mangled = told.events
        .flatMap((event) => (next() < 0.2 ? [] : next() < 0.2 ? [event, event] : [event]))
        .map((event, i) => ({ event, at: i + next() * 4 }))
        .sort((a, b) => a.at - b.at)
        .map(({ event }) => event)
      let state = [booted, ...mangled].reduce(reduce, initial)
      state = reduce(state, caughtUp(state, told))
      expect(hasGap(state)).toBe(false)
      expect(essence(state)).toEqual(essence(orderly))
    }),
    { numRuns: 2000 },
  )
})

test('nothing of the assistant is added to the transcript while a person holds the baton', () => {
  fc.assert(
    fc.property(steps, (story) => {
      const told = tell(story)
      let state = [booted, ...told.events].reduce(reduce, initial)
      if (state.baton.holder !== 'person') return
      const old = { conversation_id: 'conv-1', turn_id: 'turn-9999', epoch: state.baton.epoch - 1 }
      const before = state
      state = reduce(state, { type: 'turn.started', data: { ...old, stage: 'writing' } })
      state = reduce(state, { type: 'message.delta', data: { ...old, index: 0, text: 'late' } })
      expect(state.live).toEqual(before.live)
    }),
  )
})

test('every message stands in the transcript once, in order, however it is told', () => {
  fc.assert(
    fc.property(steps, (story) => {
      const told = tell(story)
      const seen = timeline([booted, ...told.events].reduce(reduce, initial))
      const seqs = seen.flatMap((item) => (item.kind === 'message' ? [item.message.seq] : []))
      expect(seqs).toEqual(told.messages.map((m) => m.seq))
      const keys = seen.map((item) => item.key)
      expect(new Set(keys).size).toBe(keys.length)
    }),
    { numRuns: 500 },
  )
})
