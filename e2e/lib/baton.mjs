// The real binary, as a user starts it: on a free port, with a data folder of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eventually } from './eventually.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
export const BINARY = resolve(root, process.env.BATON_BIN ?? 'target/debug/baton')

/** The first start of the demo reads all of the shop's knowledge. */
const FIRST_START_MS = 180_000
const START_MS = 30_000
const STOP_MS = 20_000

export class Baton {
  #process = null
  #log = []

  constructor({ command, folder, port, env }) {
    Object.assign(this, { command, folder, port, env })
    this.url = `http://127.0.0.1:${port}`
  }

  /** Starts `baton <command>`; `from` is a data folder to begin with. */
  static async start({ command = 'serve', from = null, env = {} } = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'baton-e2e-'))
    if (from) await cp(from, folder, { recursive: true })
    const baton = new Baton({ command, folder, port: await freePort(), env })
    await baton.start(from ? START_MS : FIRST_START_MS)
    return baton
  }

  /** Starts it, again on the same port and data folder after `stop` or `kill`. */
  async start(within = START_MS) {
    const child = spawn(BINARY, [this.command], {
      env: this.#environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#process = child
    const keep = (bytes) => this.#log.push(bytes.toString())
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const failed = once(child, 'error').then(([error]) => Promise.reject(error))
    const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`it ended with ${code}`)))
    const ready = eventually(
      'the server is ready',
      async () => (await fetch(`${this.url}/readyz`)).ok,
      within,
    )
    try {
      await Promise.race([ready, ended, failed])
    } catch (error) {
      throw new Error(`${BINARY} ${this.command}: ${error.message}\n${this.log}`)
    } finally {
      for (const promise of [ended, failed, ready]) promise.catch(() => {})
    }
  }

  /** What it has logged. */
  get log() {
    return this.#log.join('')
  }

  /** The end of the log, without the requests that went well. */
  lastWords() {
    const lines = this.log.split('\n').filter((line) => !/ request method=.* status=[123]/.test(line))
    return lines.slice(-30).join('\n')
  }

  /** How to sign in to the demo. */
  async ticket() {
    return JSON.parse(await readFile(join(this.folder, 'demo.json'), 'utf8'))
  }

  /** Runs another command on the same data, such as `user add`; answers its output. */
  async run(...args) {
    const child = spawn(BINARY, args, { env: this.#environment(), stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (bytes) => (output += bytes))
    child.stderr.on('data', (bytes) => (output += bytes))
    const [code] = await once(child, 'close')
    if (code !== 0) throw new Error(`baton ${args.join(' ')} ended with ${code}: ${output}`)
    return output
  }

  /** Asks it to stop, as a supervisor does. */
  async stop() {
    const left = setTimeout(() => this.#process?.kill('SIGKILL'), STOP_MS)
    await this.#end('SIGTERM')
    clearTimeout(left)
  }

  /** As a power cut does. */
  kill() {
    return this.#end('SIGKILL')
  }

  /** Ends it and removes its data. */
  async dispose() {
    await this.kill()
    await rm(this.folder, { recursive: true, force: true })
  }

  async #end(signal) {
    const child = this.#process
    this.#process = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }

  #environment() {
    const own = {
      BATON_LISTEN: `127.0.0.1:${this.port}`,
      BATON_DATA_DIR: this.folder,
      BATON_LOG__LEVEL: 'info',
      NO_COLOR: '1',
    }
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('BATON_'))
    return { ...Object.fromEntries(inherited), ...own, ...this.env }
  }
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
