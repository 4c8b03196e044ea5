import type { Copilot, Id, Piece, RevisionKind, Written } from '@baton/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/http'
import { problemFromStatus, Refused, Unreachable } from '../../../lib/problem'

/** What is wanted. */
export type Wish =
  | { kind: 'draft'; insteadOf?: string }
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
      return [`${at}/draft`, wish.insteadOf ? { instead_of: wish.insteadOf } : {}]
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
  let response: Response
  try {
    response = await fetch(path, { ...init, body: JSON.stringify(body) })
  } catch (error) {
    if (signal.aborted) throw error
    throw new Unreachable('The server could not be reached.')
  }
  if (!response.ok || !response.body) throw await refusal(response)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as Piece
  }
}

async function refusal(response: Response): Promise<Refused> {
  const known = problemFromStatus(response.status, response.headers.get('x-request-id') ?? '')
  const told: object = await response.json().catch(() => ({}))
  return new Refused({ ...known, ...told })
}
