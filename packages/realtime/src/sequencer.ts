/** What a catch-up answers, ascending. */
export interface Page<T> {
  items: T[]
  has_more: boolean
  /** Newest seq of the server, when it says so. Lower than ours: it was restored from a backup. */
  latest?: number
}

export interface SequencerOptions<T> {
  /** Last seq that the caller has already; the stream goes on from the one after it. */
  start: number
  seq(item: T): number
  /** The page that follows `after`. Rejected: asked again later. */
  fetch(after: number): Promise<Page<T>>
  /** Each item once, ascending; `fetched`: the stream did not bring it. */
  deliver(item: T, fetched: boolean): void
  /** How many items before the newest one that is known of are not here yet, whenever that may have changed. */
  onMissed?(missing: number): void
  /** What is shown can no longer be continued: load it anew, then `reset`. */
  onRestart?(): void
  random?(): number
}

/** Time for a late neighbour to arrive before the server is asked. */
const GRACE_MS = 150
const RETRY_MS = 1_000
const LONGEST_RETRY_MS = 20_000
/** Beyond this, keeping what arrived early is worth less than fetching it again. */
const HELD = 500

/** Puts a gapless stream in order: holds what came early, drops what came twice, fetches what is missing. */
export class Sequencer<T> {
  /** The last seq delivered. */
  last: number
  readonly #options: SequencerOptions<T>
  readonly #early = new Map<number, T>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<boolean> | null = null
  #again = false
  #attempt = 0
  #era = 0
  /** The newest seq that anybody told of. */
  #newest = 0

  constructor(options: SequencerOptions<T>) {
    this.#options = options
    this.last = options.start
  }

  /** An item from anywhere. */
  push(item: T): void {
    const seq = this.#options.seq(item)
    if (seq <= this.last) return
    if (this.#early.size >= HELD) this.#early.clear()
    this.#early.set(seq, item)
    this.#newest = Math.max(this.#newest, seq)
    this.#drain()
    this.#count()
    if (this.#early.size) this.#syncIn(GRACE_MS)
    else if (!this.#attempt) this.#unschedule()
  }

  /**
   * Fetches until the server has no more; one at a time, and once more when asked meanwhile. False when the server did not
   * answer; it is asked again later.
   */
  sync(): Promise<boolean> {
    this.#again = true
    this.#running ??= this.#fetchAll()
    return this.#running
  }

  async #fetchAll(): Promise<boolean> {
    this.#unschedule()
    const era = this.#era
    let answered = true
    try {
      while (this.#again && era === this.#era) {
        this.#again = false
        const after = this.last
        this.#accept(await this.#options.fetch(after), after, era)
      }
    } catch {
      answered = false
    }
    this.#running = null
    if (era !== this.#era) {
      if (this.#again) void this.sync()
    } else if (answered && !this.#early.size) this.#attempt = 0
    else this.#retry()
    return answered
  }

  /** Starts again after `last`, which was loaded apart from here. */
  reset(last: number): void {
    this.stop()
    this.last = this.#newest = last
  }

  /** Forgets what is held, and what is on its way. */
  stop(): void {
    this.#unschedule()
    this.#early.clear()
    this.#era++
    this.#again = false
  }

  #accept(page: Page<T>, after: number, era: number): void {
    if (era !== this.#era) return
    // Not less than ours now: the stream may have gone on while the answer was on its way.
    if (page.latest !== undefined && page.latest < after) {
      this.#options.onRestart?.()
      return
    }
    for (const item of page.items) {
      const seq = this.#options.seq(item)
      // A hole here is one in the store: what is gone will not come, and must not stop the rest.
      if (seq > this.last) this.#deliver(seq, item, !this.#early.has(seq))
    }
    this.#newest = Math.max(this.#newest, page.latest ?? 0, this.last)
    this.#again ||= page.has_more
    this.#drain()
    this.#count()
  }

  #count(): void {
    this.#options.onMissed?.(Math.max(0, this.#newest - this.last - this.#early.size))
  }

  #drain(): void {
    for (const seq of this.#early.keys()) if (seq <= this.last) this.#early.delete(seq)
    for (let seq = this.last + 1; this.#early.has(seq); seq++)
      this.#deliver(seq, this.#early.get(seq) as T, false)
  }

  #deliver(seq: number, item: T, fetched: boolean): void {
    this.#early.delete(seq)
    this.last = seq
    this.#options.deliver(item, fetched)
  }

  #retry(): void {
    const random = this.#options.random ?? Math.random
    this.#syncIn(GRACE_MS + random() * Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** this.#attempt++))
  }

  #unschedule(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #syncIn(delay: number): void {
    this.#timer ??= setTimeout(() => {
      // Also when one is on its way already: should it fail, the next is due as ever.
      this.#timer = undefined
      void this.sync()
    }, delay)
  }
}
