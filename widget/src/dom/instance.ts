import type { Vnode } from './vnode'

/** A vnode that stands in the page. */
export interface Instance {
  vnode: Vnode
  readonly parent: Instance | null
  /** Null for a component: it has only children. */
  dom: Element | Text | null
  children: (Instance | null)[]
  /** What the hooks of a component keep. */
  readonly cells: Record<string, unknown>[]
  /** Effects of the drawing that is going on. */
  readonly effects: (() => void)[]
  gone: boolean
  /** Draws the whole tree again; only the root has it. */
  draw?: () => void
}

/** What runs once the page shows what was drawn, in that order. */
export const effects: (() => void)[] = []

const due = new Set<Instance>()

/** Draws the tree of `instance` again, soon: several changes make one drawing. */
export function redraw(instance: Instance): void {
  let root = instance
  while (root.parent) root = root.parent
  if (!due.size) queueMicrotask(flush)
  due.add(root)
}

function flush(): void {
  const roots = [...due]
  due.clear()
  for (const root of roots) root.draw?.()
}
