import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { session } from '../fixtures'

type Baton = ((...args: unknown[]) => void) & { q?: unknown[]; loaded?: boolean }
const page = window as unknown as { Baton?: Baton }
const fetched = vi.fn()
/** Each test is a page of its own, so that what watched the one before has to stop. */
const watchers: MutationObserver[] = []
class Watcher extends MutationObserver {
  constructor(callback: MutationCallback) {
    super(callback)
    watchers.push(this)
  }
}

function tag(data: Record<string, string> = { assistant: 'a-1' }) {
  const script = document.createElement('script')
  script.type = 'text/plain'
  script.src = 'https://baton.example/sub/widget.js'
  Object.assign(script.dataset, data)
  document.head.append(script)
}
async function run() {
  vi.resetModules()
  await import('../../src/loader/main')
  await vi.waitFor(() => expect(fetched).toHaveBeenCalled())
  await new Promise((done) => setTimeout(done, 20))
}
const hosts = () => document.querySelectorAll<HTMLElement>('baton-widget')
const launcher = () => hosts()[0]?.shadowRoot?.querySelector<HTMLButtonElement>('.w-launch')

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  fetched.mockReset().mockImplementation(async () => new Response(JSON.stringify(session())))
  vi.stubGlobal('fetch', fetched)
  vi.stubGlobal('MutationObserver', Watcher)
})
afterEach(() => {
  for (const watcher of watchers.splice(0)) watcher.disconnect()
  delete page.Baton
  document.head.replaceChildren()
  document.body.replaceChildren()
  document.documentElement.lang = ''
  vi.unstubAllGlobals()
})

test('it tells the server of the visit and shows the launcher', async () => {
  tag()
  await run()
  const [url, init] = fetched.mock.calls[0] as [string, RequestInit]
  expect(url).toBe('https://baton.example/sub/v1/widget/init')
  expect(JSON.parse(String(init.body))).toMatchObject({
    assistant: 'a-1',
    page: { url: 'https://shop.example/boots' },
  })
  expect(launcher()?.getAttribute('aria-label')).toBe('Open chat')
  expect(launcher()?.parentElement?.hidden).toBe(false)
})

test('the visitor is recognised at the next page', async () => {
  tag()
  await run()
  expect(JSON.parse(localStorage.getItem('baton:a-1') ?? '')).toEqual({ visitor: 'v-1' })
  delete page.Baton
  await run()
  expect(JSON.parse(String(fetched.mock.calls[1]?.[1].body))).toMatchObject({ visitor: 'v-1' })
})

test('included twice it is there once', async () => {
  tag()
  tag()
  await run()
  await run()
  expect(hosts()).toHaveLength(1)
  expect(fetched).toHaveBeenCalledTimes(1)
})

test('what the page asked for before is done afterwards', async () => {
  const ready = vi.fn()
  const queue: Baton = (...args) => {
    queue.q = [...(queue.q ?? []), args]
  }
  page.Baton = queue
  queue('on', 'ready', ready)
  queue('no such command')
  tag()
  await run()
  expect(ready).toHaveBeenCalledTimes(1)
})

test('where the origin is not allowed nothing is shown, and nothing is tried again', async () => {
  fetched.mockImplementation(async () => new Response('{}', { status: 403 }))
  tag()
  await run()
  expect(launcher()?.parentElement?.hidden).toBe(true)
})

test('a framework that replaces the body does not take the chat away', async () => {
  tag()
  await run()
  document.body.replaceChildren()
  await vi.waitFor(() => expect(hosts()).toHaveLength(1))
  const next = document.createElement('body')
  document.body.replaceWith(next)
  await vi.waitFor(() => expect(next.querySelector('baton-widget')).not.toBeNull())
})

test('a mailed link opens its conversation, is taken out of the address and kept as long as the tab', async () => {
  const resumed = () => JSON.parse(String(fetched.mock.calls.at(-1)?.[1].body)).resume
  history.replaceState({ of: 'the page' }, '', '/boots?size=42#baton-chat=abc.d-e_f')
  tag()
  await run()
  expect(resumed()).toBe('abc.d-e_f')
  expect(location.href).toBe('https://shop.example/boots?size=42')
  expect(history.state).toEqual({ of: 'the page' })
  delete page.Baton
  history.replaceState(null, '', '/boots#reviews')
  await run()
  expect(resumed()).toBe('abc.d-e_f')
  expect(location.hash).toBe('#reviews')
  delete page.Baton
  sessionStorage.clear()
  await run()
  expect(resumed()).toBeUndefined()
  history.replaceState(null, '', '/boots')
})

test('it stands where the shop wants it', async () => {
  const { assistant, ...rest } = session()
  const there = { ...rest, assistant: { ...assistant, side: 'start' } }
  fetched.mockImplementation(async () => new Response(JSON.stringify(there)))
  tag()
  await run()
  expect(launcher()?.parentElement?.classList).toContain('start')
})

test('language and direction come from the tag, then from the page', async () => {
  document.documentElement.lang = 'de'
  tag({ assistant: 'a-1', locale: 'ar' })
  await run()
  expect(launcher()?.parentElement).toMatchObject({ dir: 'rtl', lang: 'ar' })
})

test('without storage it works as long as the page', async () => {
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('denied')
  })
  tag()
  await run()
  expect(launcher()?.parentElement?.hidden).toBe(false)
  vi.restoreAllMocks()
})
