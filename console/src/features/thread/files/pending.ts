import type { Attachment, Id } from '@baton/api'
import { createStore, recall, remember } from '../../../lib/store'

/** A file beside the words that are being written: on its way up, there, or refused. */
export interface Pending {
  key: string
  workspace: Id
  conversation: Id
  name: string
  size: number
  state: 'uploading' | 'ready' | 'failed'
  /** How much of it went up, from 0 to 1. */
  part: number
  /** Why it is not there. */
  reason: string | null
  /** Another try may help. */
  again: boolean
  /** As the server has it. */
  attachment: Attachment | null
}

const KEY = 'baton.files'

/** Those that are there outlive a reload; a browser gives nobody the others a second time. */
export const pending = createStore<readonly Pending[]>(recall<Pending[]>(KEY, []))

export function setPending(next: readonly Pending[]): void {
  pending.set(next)
  const kept = next.filter((each) => each.state === 'ready')
  remember(KEY, kept.length ? kept : null)
}

/** Takes what is there out, to be sent. */
export function takeReady(conversation: Id): Attachment[] {
  const mine = (each: Pending) => each.conversation === conversation && each.state === 'ready'
  const taken = pending.get().filter(mine)
  setPending(pending.get().filter((each) => !mine(each)))
  return taken.flatMap((each) => each.attachment ?? [])
}
