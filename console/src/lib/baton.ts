import type { Baton, Conversation, Id } from '@baton/api'

/** Who holds the baton, seen by the reader. */
export type Hold = 'ai' | 'wait' | 'you' | 'mate' | 'done'

export interface Standing {
  hold: Hold
  /** The holder owes the next message: the visitor spoke last. */
  owes: boolean
}

export function holdOf(baton: Baton, me: Id): Hold {
  switch (baton.holder) {
    case 'none':
      return 'done'
    case 'nobody':
      return 'wait'
    case 'person':
      return baton.person?.id === me ? 'you' : 'mate'
    case 'assistant':
      return 'ai'
  }
}

export function standing(conversation: Conversation, me: Id): Standing {
  const hold = holdOf(conversation.baton, me)
  const owes = conversation.turn !== null || conversation.last_message?.role === 'user'
  return { hold, owes: owes && hold !== 'done' }
}

/** The name to show, also for a visitor who gave none. */
export function contactName(contact: { id: Id; name: string | null; email?: string | null }): string {
  return contact.name ?? contact.email ?? `Visitor ${contact.id.replaceAll('-', '').slice(-4).toUpperCase()}`
}

export function firstName(name: string): string {
  return name.split(/\s+/)[0] ?? name
}

/** Two letters for an avatar. */
export function initials(name: string): string {
  const words = name.split(/[\s@._-]+/).filter((word) => /\p{L}|\p{N}/u.test(word))
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase()
}

/** 1 to 6, always the same for the same id. */
export function avatarTone(id: string): number {
  let hash = 0
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0
  return (hash % 6) + 1
}

/** The path of a page, as operators speak of it. */
export function pagePath(url: string): string {
  try {
    const { pathname, search } = new URL(url)
    return pathname + search
  } catch {
    return url
  }
}

/** Whether the visitor is played for practice, as the id of the conversation says. */
export const isPractice = (conversation: Id) => conversation.charAt(14) === '6'
