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
  const page = window as unknown as { Baton?: Global }
  const listeners: [string, Listener][] = []
  const all: Record<string, Command> = {
    ...commands,
    on: (name: string, listener: Listener) => listeners.push([name, listener]),
    off: (name: string, listener: Listener) => {
      const at = listeners.findIndex(([n, l]) => n === name && l === listener)
      if (at >= 0) listeners.splice(at, 1)
    },
  }
  let queue: ArrayLike<unknown>[] | null = [...(page.Baton?.q ?? [])]
  // Neither a wrong call nor a fault of a listener may reach the page, or stop the chat.
  const run = ([name, ...args]: unknown[]) => attempt(() => all[name as string]?.(...(args as never[])))
  page.Baton = (...call) => {
    if (queue) queue.push(call)
    else run(call)
  }
  page.Baton.loaded = true
  return {
    emit(name: string, detail?: unknown) {
      for (const [n, listener] of [...listeners]) if (n === name) attempt(() => listener(detail))
    },
    start() {
      const calls = queue ?? []
      queue = null
      for (const call of calls) run(Array.from(call))
    },
  }
}

function attempt(deed: () => unknown): void {
  try {
    deed()
  } catch (error) {
    console.warn('Baton:', error)
  }
}
