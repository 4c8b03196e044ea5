import type { Translate } from '../i18n/index'
import { plain } from '../lib/preview'
import type { State } from '../state/state'

const SENTENCE_END = /[.!?\u2026\u3002\u061f]["')\]]*\s|\n/g

/** Says what is new to a screen reader: an answer by the sentence while it is written, everything else once. */
export function createNarrator(t: Translate): (before: State, after: State) => string[] {
  let turn = ''
  let spoken = ''

  const sentences = (id: string, text: string): string[] => {
    if (id !== turn) {
      turn = id
      spoken = ''
    }
    const ends = [...text.matchAll(SENTENCE_END)].map((m) => m.index + m[0].length)
    const end = ends.at(-1) ?? 0
    if (end <= spoken.length) return []
    const fresh = text.slice(spoken.length, end)
    spoken = text.slice(0, end)
    return [plain(fresh)]
  }
  return (before, after) => {
    // The history of a conversation that has just been opened is read, not announced.
    if (before.conversation !== after.conversation || before.messages === after.messages) {
      return after.live?.text ? sentences(after.live.id, after.live.text) : []
    }
    const known = new Set(before.messages.map((m) => m.seq))
    return after.messages
      .filter((m) => m.role !== 'user' && !known.has(m.seq))
      .flatMap(({ role, body, author_name }) => {
        if (role === 'human-agent') return [`${author_name ?? t('person')}: ${plain(body)}`]
        const rest = spoken && body.startsWith(spoken) ? body.slice(spoken.length) : body
        spoken = ''
        return plain(rest) ? [plain(rest)] : []
      })
  }
}
