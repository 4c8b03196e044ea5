import type { JSX as Preact } from 'preact'
import type { Child, Component, Vnode } from './vnode'

export { Fragment } from './vnode'

/** What the compiler makes of a tag. */
export function jsx(type: Vnode['type'], props: Vnode['props'], key?: Vnode['key']): Vnode {
  return { type, props, key }
}
export { jsx as jsxs }

/** The elements and attributes that the compiler accepts are those that Preact has described. */
export declare namespace JSX {
  type Element = Child
  type ElementType = string | Component
  type IntrinsicElements = Preact.IntrinsicElements
  interface IntrinsicAttributes {
    key?: Vnode['key']
  }
  interface ElementChildrenAttribute {
    children: unknown
  }
}
