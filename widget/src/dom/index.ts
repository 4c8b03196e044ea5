/**
 * Draws the panel: components, hooks and keyed lists, in a tenth of what a library for every page weighs. A change draws the
 * whole tree again and touches what differs. Nothing here can write HTML.
 */
export {
  type Context,
  createContext,
  type RefObject,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from './hooks'
export { createRef, render } from './render'
export { type Child, type Component, Fragment, type Vnode } from './vnode'
