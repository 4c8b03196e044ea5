import type { ReactNode } from 'react'
import { ambient } from './ambient'
import { createStore } from './store'

export interface Toast {
  id: string
  title: string
  detail?: ReactNode
  mark?: ReactNode
  tone?: 'danger' | undefined
  action?: { label: string; key?: string; run: () => void } | undefined
  /** Milliseconds on the screen. */
  lasts: number
}

export const toasts = createStore<readonly Toast[]>([])

const MOST = 3
const LASTS_MS = 6_000
/** With Undo. */
const UNDO_MS = 8_000

export function toast(said: Omit<Toast, 'id' | 'lasts'> & { lasts?: number }): string {
  const id = ambient.id()
  toasts.set((all) => [...all, { lasts: LASTS_MS, ...said, id }].slice(-MOST))
  return id
}

export function dismiss(id: string): void {
  toasts.set((all) => all.filter((each) => each.id !== id))
}

interface Undoable {
  toast: string
  run: () => void
}
let lastUndoable: Undoable | null = null

/** Says what was done, and offers to take it back for eight seconds, by the button or by `Z`. */
export function toastWithUndo(
  said: Omit<Toast, 'id' | 'lasts' | 'action'>,
  label: string,
  undo: () => void,
): string {
  if (lastUndoable) dismiss(lastUndoable.toast)
  const run = () => {
    dismiss(id)
    lastUndoable = null
    undo()
  }
  const id = toast({ ...said, action: { label, key: 'Z', run }, lasts: UNDO_MS })
  lastUndoable = { toast: id, run }
  return id
}

/** Takes back what was done last; false when there is nothing to. */
export function undoLast(): boolean {
  if (!lastUndoable || !toasts.get().some((each) => each.id === lastUndoable?.toast)) return false
  lastUndoable.run()
  return true
}
