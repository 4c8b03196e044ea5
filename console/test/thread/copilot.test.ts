import { afterEach, expect, test, vi } from 'vitest'
import { pieces } from '../../src/features/thread/copilot/pieces'
import { whenSignedOut } from '../../src/lib/http'
import { Refused, Unreachable } from '../../src/lib/problem'

afterEach(() => {
  vi.unstubAllGlobals()
  whenSignedOut(() => {})
})

/** The server answers with these chunks; an error breaks the line in their middle. */
function answers(chunks: (string | Error)[], init?: ResponseInit): void {
  const bytes = new TextEncoder()
  const left = [...chunks]
  const body = new ReadableStream({
    pull(controller) {
      const next = left.shift()
      if (next === undefined) controller.close()
      else if (next instanceof Error) controller.error(next)
      else controller.enqueue(bytes.encode(next))
    },
  })
  vi.stubGlobal('fetch', async () => new Response(body, init))
}

async function all(): Promise<string[]> {
  const heard: string[] = []
  const { signal } = new AbortController()
  for await (const piece of pieces('c1', { kind: 'draft' }, signal))
    heard.push(piece.type === 'delta' ? piece.text : piece.type)
  return heard
}

test('pieces are whole lines, wherever the network cuts them', async () => {
  answers(['{"type":"delta","te', 'xt":"They "}\n{"type":"delta","text":"run"}\n{"type":"noth', 'ing"}\n'])
  expect(await all()).toEqual(['They ', 'run', 'nothing'])
})

test('a line that breaks in the middle is a server out of reach', async () => {
  answers(['{"type":"delta","text":"They "}\n', new TypeError('network error')])
  await expect(all()).rejects.toBeInstanceOf(Unreachable)
})

test('whose session is over is taken to the sign-in', async () => {
  const out = vi.fn()
  whenSignedOut(out)
  answers(['{"code":"unauthorized"}'], { status: 401 })
  await expect(all()).rejects.toBeInstanceOf(Refused)
  expect(out).toHaveBeenCalledOnce()
})
