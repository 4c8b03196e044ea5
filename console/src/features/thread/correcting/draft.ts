import type { Id, Message } from '@baton/api'
import type { QueryClient } from '@tanstack/react-query'
import type { Slice } from '../../../lib/api'
import { keys } from '../../../lib/keys'
import { recall, remember } from '../../../lib/store'

/** A question, and what it is to be answered with. */
export interface Correction {
  question: string
  answer: string
}

export const LONGEST_QUESTION = 300
export const LONGEST_ANSWER = 4_000

const key = (workspace: Id, turn: Id) => `baton.correction.${workspace}.${turn}`

/** A correction that is not published; it outlives its dialog, a reload and a sign-out. */
export const corrections = {
  read: (workspace: Id, turn: Id) => recall<Correction | null>(key(workspace, turn), null),
  write: (workspace: Id, turn: Id, correction: Correction | null) =>
    remember(key(workspace, turn), correction),
}

/** What a correction starts from: what was asked and what was said. */
export function begin(client: QueryClient, message: Message, understood: string): Correction {
  const known = client.getQueryData<Slice<Message>>(keys.messages(message.conversation_id))
  const asked = known?.items.findLast((each) => each.role === 'user' && each.seq < message.seq)
  const isAnswer = message.kind === 'answer'
  return {
    question: (asked?.body ?? understood).replace(/\s+/g, ' ').trim().slice(0, LONGEST_QUESTION),
    answer: isAnswer ? message.body.replace(/\s?\[\d+\]/g, '').trim() : '',
  }
}
