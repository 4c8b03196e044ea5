import type { Vnode } from './vnode'

type Props = Vnode['props']
/** What hears all events of an element: one listener, whose handlers are exchanged. */
type Ears = { handlers: Record<string, (event: Event) => void>; handleEvent(event: Event): void }

const ears = new WeakMap<Element, Ears>()

/** What the visitor changes as well: compared with the page, not with what was drawn last. */
const LIVE = ['value', 'checked'] as const

/** Brings the attributes and handlers of `element` from `before` to `after`. There is no prop that is read as HTML. */
export function apply(element: Element, before: Props, after: Props): void {
  for (const name of Object.keys({ ...before, ...after })) {
    if (/^(children|ref|value|checked)$/.test(name) || before[name] === after[name]) continue
    if (name.startsWith('on')) listen(element, name.slice(2).toLowerCase(), after[name])
    else set(element, name, after[name])
  }
}

/** After the children: a selection needs its options. */
export function applyLive(element: Element, { props }: Vnode): void {
  const field = element as Element & Record<string, unknown>
  for (const name of LIVE) if (name in props && field[name] !== props[name]) field[name] = props[name]
}

function set(element: Element, name: string, value: unknown): void {
  // Of ARIA, `false` is a value.
  if (value == null || (value === false && !name.startsWith('aria-'))) element.removeAttribute(name)
  else element.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : String(value))
}

function listen(element: Element, type: string, handler: unknown): void {
  let ear = ears.get(element)
  if (!ear) {
    ear = {
      handlers: {},
      handleEvent(event) {
        this.handlers[event.type]?.(event)
      },
    }
    ears.set(element, ear)
  }
  if (typeof handler === 'function') {
    ear.handlers[type] = handler as (event: Event) => void
    element.addEventListener(type, ear)
  } else delete ear.handlers[type]
}
