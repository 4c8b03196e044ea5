/**
 * One tab of a browser speaks for all of them: the one that was looked at last. It holds a lock; a tab that is looked at
 * takes it over, and where one is closed another follows. Where there are no locks each tab speaks for itself.
 */
export interface Leader {
  leads(): boolean
  stop(): void
}

export function electLeader(name: string, onLead: () => void): Leader {
  const locks = navigator.locks
  if (!locks) {
    queueMicrotask(onLead)
    return { leads: () => true, stop: () => {} }
  }
  const ended = new AbortController()
  /** The request that holds the lock. */
  let holding: symbol | null = null
  let release: () => void = () => {}
  let queued: AbortController | null = null
  let taking = false

  const request = (options: LockOptions) => {
    const own = Symbol(name)
    const held = locks.request(name, options, () => {
      holding = own
      taking = false
      queued = null
      onLead()
      return new Promise<void>((resolve) => {
        release = resolve
      })
    })
    held.catch(() => {
      // Another tab took it over, or the wait was given up.
      if (holding === own) holding = null
      if (!holding && !taking) wait()
    })
  }
  const wait = () => {
    if (queued || ended.signal.aborted) return
    queued = new AbortController()
    request({ signal: queued.signal })
  }
  const take = () => {
    if (holding || taking || document.visibilityState !== 'visible') return
    taking = true
    queued?.abort()
    queued = null
    request({ steal: true })
  }

  take()
  if (!taking) wait()
  document.addEventListener('visibilitychange', take, ended)
  window.addEventListener('focus', take, ended)
  return {
    leads: () => holding !== null,
    stop() {
      ended.abort()
      queued?.abort()
      holding = null
      release()
    },
  }
}
