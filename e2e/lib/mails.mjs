// A real mail server, aiosmtpd in a process of its own: keeps what it took.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './baton.mjs'
import { eventually } from './eventually.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const PYTHON = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'tools/mail/bin/python')
const SERVER = join(root, 'crates/testkit/smtp/server.py')
/** A visitor has this long to come back before an answer is mailed. */
const PATIENCE_MS = 120_000

export class Mails {
  static async listen() {
    const mails = new Mails()
    mails.folder = await mkdtemp(join(tmpdir(), 'baton-mails-'))
    const port = await freePort()
    mails.process = spawn(PYTHON, [SERVER, String(port), mails.folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(mails.process.stdout, 'data')
    mails.url = `smtp://127.0.0.1:${port}`
    return mails
  }

  /** What the server needs to use it. */
  get env() {
    return { BATON_MAIL_URL: this.url, BATON_MAIL__FROM: 'Baton <baton@chat.example>' }
  }

  /** All that was taken, in order. */
  async all() {
    const lines = await readFile(join(this.folder, 'mails'), 'utf8').catch(() => '')
    return lines
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  }

  /** Waits for a mail to this address, and answers the first. */
  async to(address) {
    const found = async () => (await this.all()).find(({ to }) => to.includes(address))
    await eventually(`a mail to ${address}`, async () => (await found()) !== undefined, PATIENCE_MS)
    return found()
  }

  async dispose() {
    this.process.kill()
    await rm(this.folder, { recursive: true })
  }
}
