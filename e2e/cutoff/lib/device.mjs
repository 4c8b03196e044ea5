// A browser of which only the network, the clock and the storage are there: the product's own code runs in it as on a page,
// with all its timers faster than life, so that half a minute of backoff is over in a moment.
import { setMaxListeners } from 'node:events'
import vm from 'node:vm'
import { WebSocket } from 'ws'

/** What several tabs share. */
export class Browser {
  #kept = new Map()
  #locks = new Map()
  tabs = new Set()

  storage(tab) {
    const change = (key, value) => {
      if (value === null) this.#kept.delete(key)
      else this.#kept.set(key, value)
      for (const other of this.tabs)
        if (other !== tab) other.tell(Object.assign(new Event('storage'), { key }))
    }
    return {
      getItem: (key) => this.#kept.get(key) ?? null,
      setItem: (key, value) => change(key, String(value)),
      removeItem: (key) => change(key, null),
    }
  }

  get locks() {
    return {
      request: (name, act) => {
        const turn = (this.#locks.get(name) ?? Promise.resolve()).catch(() => {}).then(act)
        this.#locks.set(name, turn)
        return turn
      },
    }
  }
}

const LENT = [
  'AbortController',
  'Blob',
  'DOMException',
  'Event',
  'EventTarget',
  'FormData',
  'Headers',
  'Request',
  'Response',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'console',
  'crypto',
  'queueMicrotask',
  'structuredClone',
]

function firstOf(signals) {
  const first = new AbortController()
  for (const signal of signals) {
    if (signal.aborted) first.abort(signal.reason)
    else signal.addEventListener('abort', () => first.abort(signal.reason), { once: true })
  }
  return first.signal
}

/** One tab: `origin` is where the page believes to be, `port` the network that it is really reached through. */
export class Tab {
  #timers = new Map()
  #sockets = new Set()
  #gone = new AbortController()
  #events = new EventTarget()
  #document = Object.assign(new EventTarget(), { hidden: false, visibilityState: 'visible' })
  #number = 0
  #leap = 0

  constructor({ origin, port, headers = {}, speed, browser = new Browser() }) {
    Object.assign(this, { origin, port, headers, speed, browser })
    browser.tabs.add(this)
    setMaxListeners(0, this.#gone.signal)
    const scope = Object.fromEntries(LENT.map((name) => [name, globalThis[name]]))
    const begun = performance.now()
    const elapsed = () => (performance.now() - begun) * speed + this.#leap
    const later =
      (repeat) =>
      (act, ms = 0, ...more) => {
        const id = ++this.#number
        const run = () => {
          if (!repeat) this.#timers.delete(id)
          act(...more)
        }
        this.#timers.set(id, (repeat ? setInterval : setTimeout)(run, ms / speed))
        return id
      }
    const clear = (id) => {
      clearTimeout(this.#timers.get(id))
      this.#timers.delete(id)
    }
    Object.assign(scope, {
      setTimeout: later(false),
      setInterval: later(true),
      clearTimeout: clear,
      clearInterval: clear,
      performance: { now: elapsed },
      AbortSignal: { timeout: (ms) => this.#late(ms), any: firstOf },
      fetch: (path, init) => this.#fetch(path, init),
      WebSocket: this.#webSocket(),
      location: Object.assign(new URL('/app/inbox', origin)),
      localStorage: browser.storage(this),
      sessionStorage: new Browser().storage(this),
      navigator: { onLine: true, language: 'en', locks: browser.locks },
      document: this.#document,
      addEventListener: (...args) => this.#events.addEventListener(...args),
      removeEventListener: (...args) => this.#events.removeEventListener(...args),
      dispatchEvent: (event) => this.#events.dispatchEvent(event),
    })
    this.scope = vm.createContext(scope)
    const epoch = Date.now()
    scope.clock = () => epoch + elapsed()
    vm.runInContext('globalThis.window = globalThis.self = globalThis; Date.now = clock', this.scope)
  }

  /** Runs a program, once built, and answers what it exports. */
  run(program) {
    program.runInContext(this.scope)
    return this.scope.Program
  }

  tell(event) {
    this.#events.dispatchEvent(event)
  }

  /** The machine slept for so long: the clock is ahead, and nothing ran meanwhile. */
  sleep(ms) {
    this.#leap += ms
    this.#document.dispatchEvent(new Event('visibilitychange'))
  }

  goOnline(online) {
    this.scope.navigator.onLine = online
    this.tell(new Event(online ? 'online' : 'offline'))
  }

  close() {
    this.browser.tabs.delete(this)
    this.#gone.abort()
    for (const timer of this.#timers.values()) clearTimeout(timer)
    for (const socket of this.#sockets) socket.terminate()
  }

  /** Held by its timer: one of the platform may be collected as garbage, and then never tells. */
  #late(ms) {
    const late = new AbortController()
    this.scope.setTimeout(() => late.abort(new DOMException('It took too long.', 'TimeoutError')), ms)
    return late.signal
  }

  #fetch(path, init = {}) {
    const url = new URL(path, this.origin)
    url.port = this.port
    const signal = firstOf([this.#gone.signal, init.signal].filter(Boolean))
    const headers = { ...init.headers, ...this.headers, origin: this.origin }
    return fetch(url, { ...init, headers, signal })
  }

  #webSocket() {
    const tab = this
    return class extends WebSocket {
      constructor(address) {
        const url = new URL(address)
        url.port = tab.port
        super(url)
        tab.#sockets.add(this)
        this.on('error', () => {})
        this.on('close', () => tab.#sockets.delete(this))
      }

      close() {
        super.close()
        // A browser gives up on a goodbye that is not answered; so that the sockets of a silent network do not pile up.
        setTimeout(() => this.terminate(), 2_000).unref()
      }
    }
  }
}
