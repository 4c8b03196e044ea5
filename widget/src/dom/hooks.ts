import { type Instance, redraw } from './instance'
import type { Child } from './vnode'

/** Something that outlives a redraw. */
export interface RefObject<T> {
  current: T
}
type Undo = (() => void) | undefined
type Deps = readonly unknown[] | undefined

let current: Instance
let next = 0

/** Calls the component of `instance`, whose hooks are those that follow. */
export function call(instance: Instance): Child {
  const { type, props } = instance.vnode
  if (typeof type === 'string') return null
  current = instance
  next = 0
  return type(props)
}

/** The cell of the hook that is being called: hooks are told apart by their order. */
// biome-ignore lint/suspicious/noExplicitAny: each hook knows what it has put there
function cell(): Record<string, any> {
  current.cells[next] ??= {}
  return current.cells[next++] as Record<string, unknown>
}

function changed(before: Deps, after: Deps): boolean {
  return !before || !after || after.some((value, index) => !Object.is(value, before[index]))
}

export function useState<T>(initial: T | (() => T)): [T, (next: T | ((now: T) => T)) => void] {
  const state = cell()
  const owner = current
  if (!state.set) {
    state.value = initial instanceof Function ? initial() : initial
    state.set = (next: T | ((now: T) => T)) => {
      const value = next instanceof Function ? next(state.value) : next
      if (Object.is(value, state.value)) return
      state.value = value
      redraw(owner)
    }
  }
  return [state.value, state.set]
}

export function useMemo<T>(make: () => T, deps: readonly unknown[]): T {
  const memo = cell()
  if (changed(memo.deps, deps)) {
    memo.value = make()
    memo.deps = deps
  }
  return memo.value
}

export function useRef<T>(initial: T): RefObject<T>
export function useRef<T>(initial: T | null): RefObject<T | null>
export function useRef<T>(initial: T | undefined): RefObject<T | undefined>
export function useRef<T>(initial: T): RefObject<T> {
  return useMemo(() => ({ current: initial }), [])
}

/** Runs once the page shows what was drawn, before it is painted; `deps` unchanged: not again. Children come first. */
// biome-ignore lint/suspicious/noConfusingVoidType: an effect may have nothing to undo
export function useEffect(effect: () => Undo | void, deps?: readonly unknown[]): void {
  const kept = cell()
  if (!changed(kept.deps, deps)) return
  kept.deps = deps
  kept.due = effect
  const owner = current
  owner.effects.push(() => {
    // Drawn again, or removed, before it came to that.
    if (owner.gone || kept.due !== effect) return
    kept.undo?.()
    kept.undo = effect()
  })
}

/** A value for everything below, however deep. */
export interface Context<T> {
  Provider: (props: { value: T; children?: Child }) => Child
}

export function createContext<T>(): Context<T> {
  return { Provider: ({ children }) => children }
}

/** The value of the nearest provider above. */
export function useContext<T>({ Provider }: Context<T>): T | undefined {
  let above: Instance | null = current
  while (above && above.vnode.type !== Provider) above = above.parent
  return above?.vnode.props.value as T | undefined
}
