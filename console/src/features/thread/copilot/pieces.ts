import type { Copilot, Id, Piece, RevisionKind, Written } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { call, readProblem } from '../../../lib/http'
import { Refused, Unreachable } from '../../../lib/problem'

/** What is wanted. */
export type Wish =
  | { kind: 'draft'; insteadOf?: Written }
  | { kind: 'revision'; of: Written; how: RevisionKind; language?: string }
  | { kind: 'summary' }

/** Whether there is a model; it does not change while the server runs. */
export const copilotQuery = queryOptions({
  queryKey: ['copilot'],
  queryFn: () => call<Copilot>('/api/v1/copilot'),
  staleTime: 600_000,
})

function request(conversation: Id, wish: Wish): [path: string, body: object] {
  const at = `/api/v1/conversations/${conversation}`
  switch (wish.kind) {
    case 'draft':
      return [`${at}/draft`, wish.insteadOf ? { instead_of: wish.insteadOf.text } : {}]
    case 'revision': {
      const { of, how, language } = wish
      const sources = of.sources.map((source) => source.chunk_id)
      return [`${at}/draft/revise`, { text: of.text, sources, how, language }]
    }
    case 'summary':
      return [`${at}/summary`, {}]
  }
}

/** What is written, piece by piece, until it is there or `signal` ends it; the server stops with it. */
export async function* pieces(conversation: Id, wish: Wish, signal: AbortSignal): AsyncGenerator<Piece> {
  const [path, body] = request(conversation, wish)
  const headers = { accept: 'application/x-ndjson', 'content-type': 'application/json' }
  const init: RequestInit = { method: 'POST', credentials: 'same-origin', headers, signal }
  try {
    const response = await fetch(path, { ...init, body: JSON.stringify(body) })
    if (!response.ok || !response.body) throw new Refused(await readProblem(response))
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    let rest = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      const lines = (rest + value).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) yield JSON.parse(line) as Piece
    }
  } catch (error) {
    if (error instanceof Refused || signal.aborted) throw error
    // Also when it broke in the middle.
    throw new Unreachable('The server could not be reached.')
  }
}
