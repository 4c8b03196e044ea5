import type { Conversation, Id } from '@baton/api'
import type { QueryClient } from '@tanstack/react-query'
import { api } from '../lib/api'
import { putConversation } from './cache'

/** How many events of a conversation have been applied here. */
const applied = new Map<Id, number>()

export function noteEvent(conversation: Id): void {
  applied.set(conversation, (applied.get(conversation) ?? 0) + 1)
}

/**
 * Asks the server to change a conversation, and shows what came of it. Where events of it came meanwhile the answer may be older
 * than they are, and nothing in it tells: then the conversation is asked for anew.
 */
export async function command(
  client: QueryClient,
  me: Id,
  id: Id,
  ask: () => Promise<Conversation>,
): Promise<Conversation> {
  let answer: Conversation
  let before: number | undefined
  let next = ask
  do {
    before = applied.get(id)
    answer = await next()
    next = () => api.conversation(id)
  } while (applied.get(id) !== before)
  putConversation(client, answer, me)
  return answer
}
