import type { Id, Rule } from '@baton/api'
import { load, save } from '../lib/storage'

interface Kept {
  ever: Id[]
  /** Those of one conversation; of an older one they do not count. */
  session: { conversation: Id; rules: Id[] }
}

/** How often a rule has shown itself to this visitor. */
export function createCaps(assistant: string, conversation: Id) {
  const key = `baton:${assistant}:rules`
  const read = (): Kept => {
    const kept = load<Kept>(key)
    const session = kept?.session
    return {
      ever: kept?.ever ?? [],
      session: session?.conversation === conversation ? session : { conversation, rules: [] },
    }
  }
  const visit = (): string[] => {
    try {
      return JSON.parse(sessionStorage.getItem(key) ?? '[]')
    } catch {
      return inThisPage
    }
  }
  let inThisPage: string[] = []
  return {
    used({ id, cap }: Rule): boolean {
      if (inThisPage.includes(id)) return true
      if (cap === 'visit') return visit().includes(id)
      const kept = read()
      return (cap === 'ever' ? kept.ever : kept.session.rules).includes(id)
    },
    use({ id, cap }: Rule): void {
      inThisPage = [...inThisPage, id]
      if (cap === 'visit') {
        try {
          sessionStorage.setItem(key, JSON.stringify([...visit(), id]))
        } catch {
          // Known until the next page.
        }
        return
      }
      const kept = read()
      if (cap === 'ever') kept.ever.push(id)
      else kept.session.rules.push(id)
      save(key, kept)
    },
  }
}
