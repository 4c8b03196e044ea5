import type { Id, Person } from '@baton/api'
import { createStore } from '../lib/store'

/** Somebody who writes right now. */
export interface Writer {
  /** The teammate; null: the visitor. */
  by: Person | null
  /** It is a note, for the team alone. */
  note: boolean
  /** For long enough that a list says so too. */
  lasting: boolean
}

/** Who writes in a conversation, in the order in which they began, by conversation. */
export const writing = createStore<ReadonlyMap<Id, readonly Writer[]>>(new Map())

/** A signal may be lost: writing ends by itself. */
const EXPIRES_MS = 5_000
/** A preview is not replaced by a word that is typed and taken back. */
const LASTS_MS = 2_000

type Timer = ReturnType<typeof setTimeout>
const timers = new Map<string, { expiry: Timer; lasting: Timer | undefined }>()

const isOf = (writer: Writer, by: Person | null) => writer.by?.id === by?.id

export function setWriting(conversation: Id, by: Person | null, note: boolean, on: boolean): void {
  const key = `${conversation} ${by?.id ?? ''}`
  const known = timers.get(key)
  clearTimeout(known?.expiry)
  if (!on) {
    clearTimeout(known?.lasting)
    timers.delete(key)
    change(conversation, (all) => all.filter((each) => !isOf(each, by)))
    return
  }
  const expiry = setTimeout(() => setWriting(conversation, by, note, false), EXPIRES_MS)
  const lasting = known ? known.lasting : setTimeout(() => last(conversation, by), LASTS_MS)
  timers.set(key, { expiry, lasting })
  change(conversation, (all) =>
    all.some((each) => isOf(each, by))
      ? all.map((each) => (isOf(each, by) && each.note !== note ? { ...each, note } : each))
      : [...all, { by, note, lasting: false }],
  )
}

function last(conversation: Id, by: Person | null): void {
  change(conversation, (all) => all.map((each) => (isOf(each, by) ? { ...each, lasting: true } : each)))
}

function change(conversation: Id, next: (writers: readonly Writer[]) => readonly Writer[]): void {
  writing.set((all) => {
    const before = all.get(conversation) ?? []
    const after = next(before)
    // A signal that repeats what is known draws nothing anew.
    if (after.length === before.length && after.every((each, index) => each === before[index])) return all
    const map = new Map(all)
    if (after.length) map.set(conversation, after)
    else map.delete(conversation)
    return map
  })
}
