/** A component: a function of its props. It is called on every redraw, from the top. */
// biome-ignore lint/suspicious/noExplicitAny: what the props are is known where it is used
export type Component<P = any> = (props: P) => Child

/** What a tag of JSX becomes. */
export interface Vnode {
  readonly type: string | Component
  readonly props: Readonly<Record<string, unknown>>
  readonly key: string | number | undefined
}

/** What can stand in the tree. `true`, `false`, null and undefined draw nothing, and hold their place. */
export type Child = Vnode | string | number | boolean | null | undefined | readonly Child[]

/** Children without an element around them. */
export const Fragment: Component<{ children?: Child }> = ({ children }) => children
