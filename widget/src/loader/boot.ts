import type { WidgetInit } from '@baton/api'
import { load, save, visitorKey } from '../lib/storage'
import type { Settings } from './bridge'

/** What this device remembers of the visitor between page loads. */
interface Memory {
  visitor: string
}

/** All calls wait for the session: it must come, or fail. */
const PATIENCE_MS = 20_000

/** Starts the visitor's session; calls made while one is under way share it. */
export function bootstrap(
  url: string,
  { assistant, locale, resume }: Pick<Settings, 'assistant' | 'locale' | 'resume'>,
): () => Promise<WidgetInit> {
  const key = visitorKey(assistant)
  let flight: Promise<WidgetInit> | undefined
  const init = async () => {
    const visitor = load<Memory>(key)?.visitor
    // Query and fragment may carry secrets of the page; only the marks of a campaign are sent.
    const campaign = location.search.match(/utm_\w+=[^&]*/g) ?? []
    const response = await fetch(url, {
      method: 'POST',
      signal: AbortSignal.timeout?.(PATIENCE_MS) ?? null,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        assistant,
        ...(visitor && { visitor }),
        resume,
        page: {
          url: `${location.origin + location.pathname}?${campaign.join('&')}`.replace(/\?$/, ''),
          title: document.title,
          referrer: document.referrer,
        },
        locale,
      }),
    })
    if (!response.ok) throw response
    const session = (await response.json()) as WidgetInit
    if (session.visitor) save(key, { visitor: session.visitor } satisfies Memory)
    return session
  }
  return () => {
    flight ??= init().finally(() => {
      flight = undefined
    })
    return flight
  }
}
