import type { Id } from '@baton/api'
import { recall, remember } from './store'

const key = (workspace: Id, conversation: Id) => `baton.draft.${workspace}.${conversation}`

/** What was written for a conversation and not sent yet; it outlives a reload and a sign-out. */
export const drafts = {
  read: (workspace: Id, conversation: Id) => recall<string>(key(workspace, conversation), ''),
  write: (workspace: Id, conversation: Id, text: string) =>
    remember(key(workspace, conversation), text || null),
}

/** What separates a text from what is written behind it. */
export const between = (before: string) => (/(^|\s)$/.test(before) ? '' : ' ')
