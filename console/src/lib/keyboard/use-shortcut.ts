import { useEffect, useRef } from 'react'
import { settings } from '../settings'
import { type Action, BINDINGS } from './shortcuts'

/** Answers false to pass the key on; whatever else it answers, it took it. */
type Handler = () => unknown

const handlers = new Map<Action, Handler[]>()
const SEQUENCE_MS = 1_200
let prefix: { key: string; at: number } | null = null

/**
 * Does something for a key while the component is there. The one that came last is asked first; it returns false to pass the
 * key on.
 */
export function useShortcut(action: Action, handler: Handler, enabled = true): void {
  const current = useRef(handler)
  current.current = handler
  useEffect(() => {
    if (!enabled) return
    const run = () => current.current()
    handlers.set(action, [...(handlers.get(action) ?? []), run])
    return () => {
      handlers.set(
        action,
        (handlers.get(action) ?? []).filter((each) => each !== run),
      )
    }
  }, [action, enabled])
}

/** Whether something would be done for an action now. */
export const canRun = (action: Action): boolean => Boolean(handlers.get(action)?.length)

/** Does what a key would do; answers whether somebody took it. */
export function runAction(action: Action): boolean {
  return (handlers.get(action) ?? []).toReversed().some((handler) => handler() !== false)
}

/** Listens to the keyboard; returns how to stop. */
export function listen(): () => void {
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.key === 'Process') return
  const action = actionFor(event)
  if (action && runAction(action)) event.preventDefault()
}

function actionFor(event: KeyboardEvent): Action | undefined {
  const { singleKeys } = settings.get()
  const keys = chord(event)
  const modified = event.metaKey || event.ctrlKey || event.altKey
  const typing = isTyping(event.target)
  const special = event.key === 'Escape' || event.key === 'F6'
  if (!modified && !special) {
    if (typing || !singleKeys || insideOverlay(event.target)) return undefined
    if (keys === 'Enter' && isPressable(event.target)) return undefined
    if (prefix && event.timeStamp - prefix.at < SEQUENCE_MS) {
      const sequence = `${prefix.key} ${keys}`
      prefix = null
      const found = BINDINGS.find((binding) => binding.keys === sequence)
      if (found) return found.action
    }
    prefix = keys === 'G' ? { key: keys, at: event.timeStamp } : null
  }
  if (special && insideOverlay(event.target)) return undefined
  return BINDINGS.find((binding) => binding.keys === keys)?.action
}

/** The name of what was pressed; letters by what they write, or by their place where the layout is not Latin. */
export function chord(event: KeyboardEvent): string {
  const latin = /^[\x20-\x7e]$/.test(event.key)
  const placed = event.code.replace(/^(Key|Digit)/, '')
  const named = event.key.length > 1
  const key = named ? event.key : latin && !event.altKey ? event.key.toUpperCase() : placed
  const isSign = key.length === 1 && !/[A-Z0-9]/.test(key)
  const parts = [
    event.metaKey || event.ctrlKey ? 'Mod' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey && !isSign ? 'Shift' : '',
    key,
  ]
  return parts.filter(Boolean).join('+')
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select')
  )
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, [role=tab]') !== null
}

/** Menus and dialogs have keys of their own. */
function insideOverlay(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('[role=menu], [role=dialog], [role=alertdialog], [role=listbox]') !== null
  )
}
