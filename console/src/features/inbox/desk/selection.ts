import type { Id } from '@baton/api'
import { createStore } from '../../../lib/store'

export interface Selection {
  /** Whether there is something to select with; it is so while anything is selected. */
  on: boolean
  ids: ReadonlySet<Id>
  /** The row that was selected last: a stretch begins there. */
  anchor: Id | null
}

export const NONE: Selection = { on: false, ids: new Set(), anchor: null }
export const selection = createStore<Selection>(NONE)

export function clear(): void {
  selection.set(NONE)
}

/** The selection with a row in it that was not, or without it. */
export function toggled(before: Selection, id: Id): Selection {
  const ids = new Set(before.ids)
  if (!ids.delete(id)) ids.add(id)
  return { on: before.on || ids.size > 0, ids, anchor: id }
}

/** The selection with all rows from the one that was selected last to this one. */
export function stretched(before: Selection, id: Id, rows: readonly Id[]): Selection {
  const [from, to] = [before.anchor === null ? -1 : rows.indexOf(before.anchor), rows.indexOf(id)]
  if (from < 0 || to < 0) return toggled(before, id)
  const stretch = rows.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { on: true, ids: new Set([...before.ids, ...stretch]), anchor: before.anchor }
}
