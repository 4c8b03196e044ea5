import type { WidgetInit } from '@baton/api'
import { load, save } from '../lib/storage'

/** What this device remembers of the visitor between page loads. */
interface Memory {
  visitor: string
}

export const memoryKey = (assistant: string) => `baton:${assistant}`

/** Starts the visitor's session; calls made while one is under way share it. */
export function bootstrap(url: string, assistant: string, locale: string): () => Promise<WidgetInit> {
  const key = memoryKey(assistant)
  let flight: Promise<WidgetInit> | undefined
  const init = async () => {
    const visitor = load<Memory>(key)?.visitor
    const { href, origin, pathname } = location
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        assistant,
        ...(visitor && { visitor }),
        // Query and fragment may carry secrets of the page; only campaign marks are worth sending.
        page: { url: origin + pathname + campaign(href), title: document.title, referrer: document.referrer },
        locale,
      }),
    })
    if (!response.ok) throw response
    const session = (await response.json()) as WidgetInit
    save(key, { visitor: session.visitor } satisfies Memory)
    return session
  }
  return () => {
    flight ??= init().finally(() => {
      flight = undefined
    })
    return flight
  }
}

function campaign(href: string): string {
  const kept = [...new URL(href).searchParams].filter(([name]) => name.startsWith('utm_'))
  return kept.length ? `?${new URLSearchParams(kept)}` : ''
}
