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

  constructor() {
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const { id, ...answer } = JSON.parse(line)
      this.#waiting.get(id)?.resolve(answer)
    })
    this.#child.on('exit', (code) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${PROXY} ended with ${code}`))
    })
    this.#child.on('error', (error) => {
      for (const { reject } of this.#waiting.values()) reject(error)
    })
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
      this.#waiting.set(id, { resolve, reject })
      this.#child.stdin.write(`${JSON.stringify({ id, ...command })}\n`)
    })
  }
}
