type Command = (...args: never[]) => unknown
type Listener = (detail: unknown) => void
/** The page's side: `Baton('open')`, before or after we have loaded. */
interface Global {
  (...args: unknown[]): void
  q?: ArrayLike<unknown>[]
  loaded?: boolean
}

/** True when this page has a widget already: including the script twice does nothing. */
export function isLoaded(): boolean {
  return !!(window as unknown as { Baton?: Global }).Baton?.loaded
}

/** Takes over `window.Baton` and what was queued on it; `start` runs the queue once the widget stands. */
export function install(commands: Record<string, Command>) {
  const listeners = new Map<string, Set<Listener>>()
  const heard = (name: string) => {
    const set = listeners.get(name) ?? new Set()
    listeners.set(name, set)
    return set
  }
  const all: Record<string, Command> = {
    ...commands,
    on: (name: string, listener: Listener) => heard(name).add(listener),
    off: (name: string, listener: Listener) => heard(name).delete(listener),
  }
  const waiting = [...((window as unknown as { Baton?: Global }).Baton?.q ?? [])]
  let started = false
  const run = (call: ArrayLike<unknown>) => {
    const [name, ...args] = Array.from(call)
    // Listeners may be added before there is a widget; the rest acts on one.
    if (!started && name !== 'on' && name !== 'off') return void waiting.push(call)
    try {
      all[name as string]?.(...(args as never[]))
    } catch (error) {
      emit('error', error)
    }
  }
  const emit = (name: string, detail?: unknown) => {
    for (const listener of heard(name)) {
      try {
        listener(detail)
      } catch {
        // A listener's fault is the page's, and must not stop the chat.
      }
    }
  }
  const api: Global = (...args) => run(args)
  api.loaded = true
  ;(window as unknown as { Baton?: Global }).Baton = api
  return {
    emit,
    start() {
      started = true
      for (const call of waiting.splice(0)) run(call)
    },
  }
}
