// The fault proxies of testkit, in a process of their own.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { BINARY } from '../../lib/baton.mjs'

const PROXY = process.env.BATON_FAULT_PROXY ?? join(dirname(BINARY), 'examples/fault_proxy')

export class Networks {
  #child = spawn(PROXY, { stdio: ['pipe', 'pipe', 'inherit'] })
  #waiting = new Map()
  #last = 0
  /** Why nothing is answered any more. */
  #gone

  constructor() {
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const { id, ...answer } = JSON.parse(line)
      this.#waiting.get(id)?.resolve(answer)
    })
    const end = (error) => {
      this.#gone ??= error
      for (const { reject } of this.#waiting.values()) reject(this.#gone)
    }
    this.#child.on('exit', (code) => end(new Error(`${PROXY} ended with ${code}`)))
    this.#child.on('error', end)
    // What is written to one that is gone; its end has told why.
    this.#child.stdin.on('error', () => {})
  }

  /** A network before `server`, good until `play`; a seed says what goes wrong within `ms`. */
  async open(server, seed, ms) {
    const id = ++this.#last
    const say = (what, more) => this.#say(id, { do: what, ...more })
    const { port, schedule } = await say('open', { server: new URL(server).host, seed, ms })
    return {
      port,
      schedule,
      play: () => say('play'),
      silence: () => say('silence'),
      close: () => say('close'),
    }
  }

  dispose() {
    this.#child.stdin.end()
  }

  #say(id, command) {
    return new Promise((resolve, reject) => {
      if (this.#gone) return reject(this.#gone)
      this.#waiting.set(id, { resolve, reject })
      this.#child.stdin.write(`${JSON.stringify({ id, ...command })}\n`)
    })
  }
}
