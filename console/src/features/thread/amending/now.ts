import type { Envelope, Id, Message } from '@baton/api'
import { ambient } from '../../../lib/ambient'
import { createStore } from '../../../lib/store'

/** As long the server lets its author change a message. */
export const WINDOW_MS = 60_000

/** The message that is being edited in its place. */
export const editing = createStore<Id | null>(null)

/** When it was first on this screen: the clock of this device may be another one than the server's. */
const arrivedAt = new Map<Id, number>()
/** What may be changed now, for the key that edits the last of them. */
const open = new Map<Id, Message>()

/** Milliseconds for which a message may still be edited or unsent. */
export function left(message: Message, arrived: boolean): number {
  const now = ambient.now()
  if (arrived && !arrivedAt.has(message.id)) arrivedAt.set(message.id, now)
  const since = arrivedAt.get(message.id) ?? Date.parse(message.created_at)
  return Math.min(WINDOW_MS, since + WINDOW_MS - now)
}

/** A message may be changed while its offer is on the screen. Returns how to end that. */
export function offer(message: Message): () => void {
  open.set(message.id, message)
  return () => open.delete(message.id)
}

/** Begins to edit the last message that may be; false where none may. */
export function editLast(conversation: Id): boolean {
  const own = [...open.values()].filter((each) => each.conversation_id === conversation)
  const last = own.sort((a, b) => a.seq - b.seq).at(-1)
  if (last) editing.set(last.id)
  return !!last
}

/** What edited messages said before, by their place, the first words first. */
export function editsOf(events: Envelope[]): Map<number, string[]> {
  const edits = new Map<number, string[]>()
  for (const event of events) {
    if (event.type !== 'message.edited') continue
    const { seq } = event.data.message
    edits.set(seq, [...(edits.get(seq) ?? []), event.data.before])
  }
  return edits
}
