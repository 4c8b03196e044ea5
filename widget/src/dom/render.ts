import { apply, applyLive } from './attributes'
import { call, type RefObject } from './hooks'
import { effects, type Instance } from './instance'
import { type Child, Fragment, type Vnode } from './vnode'

const SVG = 'http://www.w3.org/2000/svg'
const HTML = 'http://www.w3.org/1999/xhtml'
/** The type of a text; no component and no element is called that. */
const TEXT = '#'

const roots = new WeakMap<Element, Instance>()

/** Draws `child` into `container`, or changes what is there as far as it differs. */
export function render(child: Child, container: Element): void {
  let root = roots.get(container)
  if (!root) {
    root = create(nodeOf([]) as Vnode, null)
    roots.set(container, root)
  }
  const drawn = root
  drawn.draw = () => {
    reconcile(drawn, [child], HTML)
    place(drawn, container)
    for (let effect = effects.shift(); effect; effect = effects.shift()) effect()
  }
  drawn.draw()
}

export function createRef<T>(): RefObject<T | null> {
  return { current: null }
}

function create(vnode: Vnode, parent: Instance | null): Instance {
  return { vnode, parent, dom: null, children: [], cells: [], effects: [], gone: false }
}

/** Texts become nodes with a type of their own, lists become fragments; null: nothing is drawn here. */
function nodeOf(child: Child): Vnode | null {
  if (child == null || typeof child === 'boolean') return null
  if (Array.isArray(child)) return { type: Fragment, props: { children: child }, key: undefined }
  if (typeof child === 'object') return child as Vnode
  return { type: TEXT, props: { text: String(child) }, key: undefined }
}

function listOf(child: Child): readonly Child[] {
  return Array.isArray(child) ? child : [child as Exclude<Child, readonly Child[]>]
}

/** Finds for each child what it was before, by key or else by place, and updates that. */
function reconcile(parent: Instance, children: readonly Child[], space: string): void {
  const before = parent.children
  const keyed = new Map(before.map((old) => [old?.vnode.key, old]))
  const kept = new Set<Instance>()
  parent.children = children.map((child, index) => {
    const vnode = nodeOf(child)
    if (!vnode) return null
    const old = vnode.key === undefined ? before[index] : keyed.get(vnode.key)
    const same = old && old.vnode.type === vnode.type && old.vnode.key === vnode.key && !kept.has(old)
    const instance = same ? old : create(vnode, parent)
    kept.add(instance)
    update(instance, vnode, space)
    return instance
  })
  for (const old of before) if (old && !kept.has(old)) remove(old, true)
}

function update(instance: Instance, vnode: Vnode, space: string): void {
  const { type, props } = vnode
  const before = instance.dom ? instance.vnode.props : {}
  instance.vnode = vnode
  if (typeof type !== 'string') {
    reconcile(instance, listOf(call(instance)), space)
    effects.push(...instance.effects.splice(0))
    return
  }
  if (type === TEXT) {
    const text = props.text as string
    if (!instance.dom) instance.dom = document.createTextNode(text)
    else if (before.text !== text) instance.dom.nodeValue = text
    return
  }
  const inner = type === 'svg' ? SVG : space
  instance.dom ??= document.createElementNS(inner, type)
  const element = instance.dom as Element
  apply(element, before, props)
  reconcile(instance, listOf(props.children as Child), inner)
  place(instance, element)
  applyLive(element, vnode)
  if (props.ref) (props.ref as RefObject<unknown>).current = element
}

/** Puts what `instance` draws into `container`, in order; what is in its place already is not touched. */
function place(instance: Instance, container: Element): void {
  let at = container.firstChild
  for (const node of nodes(instance)) {
    if (node === at) at = at.nextSibling
    else container.insertBefore(node, at)
  }
}

function nodes({ children }: Instance): (Element | Text)[] {
  return children.flatMap((child) => (child ? (child.dom ?? nodes(child)) : []))
}

/** `detach`: nothing above it was taken out of the page. */
function remove(instance: Instance, detach: boolean): void {
  const { dom, cells, children, vnode } = instance
  const ref = vnode.props.ref as RefObject<unknown> | undefined
  instance.gone = true
  for (const { undo } of cells) (undo as (() => void) | undefined)?.()
  for (const child of children) if (child) remove(child, detach && !dom)
  if (dom && ref?.current === dom) ref.current = null
  if (dom && detach) dom.remove()
}
