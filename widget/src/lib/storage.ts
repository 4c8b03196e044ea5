/** What could not be written: sandboxed frames, blocked cookies, a full disk. Lasts as long as the page. */
const memory = new Map<string, string>()

/** Where the loader keeps the visitor's own token. */
export const visitorKey = (assistant: string) => `baton:${assistant}`

/** Reads JSON that we wrote; null where there is none or it is not readable. */
export function load<T>(key: string): T | null {
  try {
    const text = memory.get(key) ?? localStorage.getItem(key)
    return text ? (JSON.parse(text) as T) : null
  } catch {
    return null
  }
}

/** Keeps `value` for the next page load, or at least for this one; null removes it. */
export function save(key: string, value: unknown): void {
  const text = value === null ? null : JSON.stringify(value)
  memory.delete(key)
  try {
    if (text === null) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    if (text !== null) memory.set(key, text)
  }
}

/** Whether the chat stood open on the page before, in this tab. */
export function wasOpen(assistant: string): boolean {
  try {
    return !!sessionStorage[`baton:${assistant}`]
  } catch {
    return false
  }
}

export function keepOpen(assistant: string, open: boolean): void {
  try {
    sessionStorage[`baton:${assistant}`] = open ? 1 : ''
  } catch {
    // Closed on the next page, then.
  }
}
