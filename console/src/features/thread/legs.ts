import type { Envelope, Message, Rating } from '@baton/api'
import { dayKey } from '../../lib/time'

export type LegHold = 'ai' | 'wait' | 'human' | 'none'

export type Item =
  | { kind: 'message'; at: string; message: Message }
  | { kind: 'event'; at: string; event: Envelope }
  | { kind: 'day'; at: string }

/** A stretch with one holder, or the pass between two. */
export type Stretch =
  | { kind: 'leg'; key: string; hold: LegHold; items: Item[] }
  | { kind: 'pass'; key: string; hold: LegHold; event: Envelope }

const HOLD_AFTER: Partial<Record<Envelope['type'], LegHold>> = {
  'conversation.claimed': 'human',
  'conversation.escalated': 'wait',
  'conversation.released': 'ai',
  'conversation.reopened': 'ai',
  'conversation.resolved': 'none',
}
/** Told by what follows them in the transcript. */
const SILENT = new Set<Envelope['type']>([
  'conversation.created',
  'message.created',
  'message.edited',
  'message.unsent',
  'message.rated',
])

/** What the visitor says of answers now, by the place of the answer. */
export function ratingsOf(events: Envelope[]): Map<number, Rating> {
  const ratings = new Map<number, Rating>()
  for (const event of events) {
    if (event.type !== 'message.rated') continue
    const { message_seq, rating } = event.data
    if (rating) ratings.set(message_seq, rating)
    else ratings.delete(message_seq)
  }
  return ratings
}

/** The transcript as a relay: messages and events in the order of time, cut where the baton passes. */
export function toStretches(messages: Message[], events: Envelope[], hasEarlier: boolean): Stretch[] {
  const from = hasEarlier ? (messages[0]?.created_at ?? '') : ''
  const stretches: Stretch[] = []
  let hold: LegHold = 'ai'
  let leg: Item[] = []
  let day = ''
  const close = () => {
    const first = leg[0]
    if (first) stretches.push({ kind: 'leg', key: keyOf(first), hold, items: leg })
    leg = []
  }
  for (const item of inOrder(messages, events)) {
    const next = item.kind === 'event' ? HOLD_AFTER[item.event.type] : undefined
    if (item.at < from) {
      hold = next ?? hold
      continue
    }
    if (dayKey(item.at) !== day) {
      day = dayKey(item.at)
      leg.push({ kind: 'day', at: item.at })
    }
    if (item.kind === 'event' && next) {
      close()
      hold = next
      stretches.push({ kind: 'pass', key: item.event.id, hold, event: item.event })
    } else if (item.kind !== 'event' || !SILENT.has(item.event.type)) leg.push(item)
  }
  close()
  return stretches
}

/** By time; what was said comes before the event that it caused. */
function inOrder(messages: Message[], events: Envelope[]): Item[] {
  const items: Item[] = []
  let next = 0
  for (const message of messages) {
    for (let event = events[next]; event && event.at < message.created_at; event = events[++next])
      items.push({ kind: 'event', at: event.at, event })
    items.push({ kind: 'message', at: message.created_at, message })
  }
  for (const event of events.slice(next)) items.push({ kind: 'event', at: event.at, event })
  return items
}

export function keyOf(item: Item): string {
  switch (item.kind) {
    case 'message':
      return item.message.id
    case 'event':
      return item.event.id
    case 'day':
      return `day ${item.at}`
  }
}

/** Before which stretch the handover brief stands: at the end while somebody waits, then before whoever took over. */
export function briefPlace(stretches: Stretch[], waiting: boolean): number {
  if (waiting) return stretches.length
  const isPass = (stretch: Stretch) => stretch.kind === 'pass'
  const isClaim = (stretch: Stretch) =>
    stretch.kind === 'pass' && stretch.event.type === 'conversation.claimed'
  const before = stretches.findLastIndex((stretch) => isPass(stretch) && !isClaim(stretch))
  const taken = stretches.findIndex((stretch, index) => index > before && isClaim(stretch))
  return taken < 0 ? stretches.length : taken
}
