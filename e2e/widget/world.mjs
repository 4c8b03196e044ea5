// One assistant's conversations as the contract describes them (docs/api.md), for developing the widget without a server.
import { randomUUID } from 'node:crypto'

const now = () => new Date().toISOString()

export const ASSISTANT = {
  id: '0190a000-0000-7000-8000-000000000001',
  name: 'Scout',
  greeting: 'Welcome back. Want a hand with boot sizes?',
  brand_color: '#24483a',
  starter_prompts: ['Do the Talus boots run small?', 'How do returns work?', 'Where is my order?'],
  lead_form: {
    title: 'Where should we send the quote?',
    fields: [
      { key: 'name', label: 'Name', type: 'text', required: true },
      { key: 'email', label: 'Email', type: 'email', required: true },
      { key: 'group_size', label: 'Group size', type: 'number', required: false },
      { key: 'ok', label: 'You may contact me.', type: 'consent', required: true },
    ],
  },
  company: 'Larch & Tarn',
}

export const CITATIONS = [
  {
    n: 1,
    title: 'Talus Mid fit guide',
    url: 'https://shop.example/fit/talus-mid',
    quote: 'The Talus Mid runs small, by about half a size. Between two sizes we recommend the larger one.',
  },
  {
    n: 2,
    title: 'Returns',
    url: 'https://shop.example/returns',
    quote: 'Unworn pairs come back free within 60 days.',
  },
]

/** The state of one visitor's conversation, and what others may do to it. `publish` pushes to its channel. */
export function createWorld(publish) {
  const world = {
    id: randomUUID(),
    visitor: `v_${randomUUID()}`,
    messages: [],
    hiddenTo: 0,
    baton: { holder: 'assistant', epoch: 1, person: null, waiting_since: null, waits: null },
    turn: null,
    unread: 0,
    leads: new Map(),
    tokens: new Set(),
    received: [],
    seq: 0,
    say(role, body, extra = {}) {
      const message = {
        id: randomUUID(),
        seq: ++world.seq,
        role,
        author_name: null,
        body,
        client_id: null,
        state: 'complete',
        kind: role === 'assistant' ? 'answer' : null,
        citations: [],
        created_at: now(),
        ...extra,
      }
      world.messages.push(message)
      publish('message.created', { message })
      return message
    },
    pass(event, holder, person = null, waits = 'live') {
      world.baton = {
        holder,
        epoch: world.baton.epoch + 1,
        person: person && { name: person },
        waiting_since: holder === 'nobody' ? now() : null,
        waits: holder === 'nobody' ? waits : null,
      }
      publish(`conversation.${event}`, { baton: world.baton })
      return world.baton
    },
    signal: (type, data) => publish(type, { conversation_id: world.id, ...data }),
    /** Starts an answer; `speak` sends words, `stop` stores it unless the epoch has moved on. */
    begin() {
      const turn = {
        id: `0190b000-0000-7000-8000-${String(Date.now()).padStart(12, '0')}`,
        epoch: world.baton.epoch,
      }
      world.turn = { ...turn, stage: 'searching', text: '', next_index: 0 }
      const about = { turn_id: turn.id, epoch: turn.epoch }
      world.signal('turn.started', { ...about, stage: 'searching' })
      return {
        write() {
          if (world.turn) world.turn.stage = 'writing'
          world.signal('turn.stage', { ...about, stage: 'writing', sources: 2 })
        },
        speak(text) {
          const index = world.turn?.next_index ?? 0
          if (world.turn) Object.assign(world.turn, { text: world.turn.text + text, next_index: index + 1 })
          world.signal('message.delta', { ...about, index, text })
        },
        stop(extra = {}) {
          const text = world.turn?.text ?? ''
          world.turn = null
          const fenced = world.baton.epoch !== turn.epoch
          if (!fenced) world.say('assistant', text, extra)
          world.signal('turn.ended', { ...about, outcome: fenced ? 'fenced' : 'answered' })
        },
      }
    },
    /** A person takes over, in the middle of an answer if there is one. */
    claim(name) {
      const cut = world.turn
      world.turn = null
      if (cut?.text) world.say('assistant', cut.text, { state: 'cut' })
      world.pass('claimed', 'person', name)
      if (cut) world.signal('turn.ended', { turn_id: cut.id, epoch: cut.epoch, outcome: 'fenced' })
    },
  }
  return world
}
