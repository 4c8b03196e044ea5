import type { WidgetMessage } from '@baton/api'
import type { Mark, State } from './state'

/** What stands in the transcript, from top to bottom. */
export type Item =
  | { kind: 'greeting'; key: string; text: string; who: boolean }
  | { kind: 'message'; key: string; message: WidgetMessage; who: boolean; by: string | null }
  | { kind: 'mark'; key: string; mark: Mark }
  | { kind: 'divider'; key: string }

/**
 * Orders messages, changes of holder and the unread line. Changes that were not witnessed are read from the roles of
 * the messages, so that a reload shows the same relay.
 */
export function timeline(state: State): Item[] {
  const items: Item[] = []
  const marks = [...state.marks].sort((a, b) => a.epoch - b.epoch)
  let leg = 'assistant' as 'assistant' | 'person' | 'closed'
  let person: string | null = null
  let speaker = ''

  const pass = (mark: Mark) => {
    if (mark.kind === 'joined') {
      leg = 'person'
      person = mark.name
      const cut = items.at(-1)
      if (cut?.kind === 'message' && cut.message.state === 'cut') cut.by = mark.name
    } else leg = mark.kind === 'closed' ? 'closed' : 'assistant'
    items.push({ kind: 'mark', key: `k${mark.epoch}-${mark.kind}-${mark.after}`, mark })
  }
  const derived = (kind: Mark['kind'], after: number, name: string | null) =>
    pass({ epoch: 0, after, kind, name })

  if (state.assistant?.greeting && state.floor === 0) {
    items.push({ kind: 'greeting', key: 'greeting', text: state.assistant.greeting, who: true })
    speaker = 'assistant'
  }
  for (const message of state.messages) {
    while (marks[0] && marks[0].after < message.seq) {
      // What the assistant had said before it was cut off belongs above the line.
      if (marks[0].kind === 'joined' && message.role === 'assistant') break
      pass(marks.shift() as Mark)
    }
    if (message.role === 'human-agent' && (leg !== 'person' || isOther(message, person))) {
      derived('joined', message.seq - 1, message.author_name)
    }
    if (message.role === 'assistant' && leg === 'person' && message.state !== 'cut') {
      const asked = items.at(-1)
      const question = asked?.kind === 'message' && asked.message.role === 'user' ? items.pop() : undefined
      derived('left', message.seq - 1, person)
      if (question) items.push(question)
    }
    if (state.divider !== null && message.seq > state.divider && !items.some((i) => i.kind === 'divider')) {
      if (message.role !== 'user') items.push({ kind: 'divider', key: 'divider' })
    }
    const voice = message.role === 'user' ? speaker : message.role + (message.author_name ?? '')
    items.push({ kind: 'message', key: `m${message.seq}`, message, who: voice !== speaker, by: null })
    speaker = voice
  }
  for (const mark of marks) pass(mark)
  const end = state.known
  if (state.baton.holder === 'person' && leg !== 'person')
    derived('joined', end, state.baton.person?.name ?? null)
  if (state.baton.holder === 'assistant' && leg === 'person') derived('left', end, person)
  if (state.baton.holder === 'none' && leg !== 'closed') derived('closed', end, null)
  return items
}

function isOther(message: WidgetMessage, person: string | null): boolean {
  return !!message.author_name && !!person && message.author_name !== person
}
