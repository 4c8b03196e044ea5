import type { BatonRequest, Envelope } from '@baton/api'
import { expect, test } from 'vitest'
import { openRequest } from '../../src/features/thread/asking/open-request'
import { conversation, envelope, held, maya, tomas } from '../fixtures'

const request: BatonRequest = {
  id: 'r1',
  conversation_id: conversation().id,
  epoch: 2,
  asker: tomas,
  holder: maya,
  note: null,
  asked_at: '2026-11-20T15:00:00Z',
  lapses_at: '2026-11-20T15:00:30Z',
}
const asked = envelope('baton.requested', { request })
const again = envelope('baton.requested', { request: { ...request, id: 'r2' } })
const kept = envelope('baton.kept', { request, note: null })
const claimed = envelope('conversation.claimed', { baton: held(maya), from: 'assistant' })

test.each<[string, Envelope[], number, string | undefined]>([
  ['is open from when it is asked', [claimed, asked], 2, 'r1'],
  ['is over once it was kept', [claimed, asked, kept], 2, undefined],
  ['is the newest one', [claimed, asked, kept, again], 2, 'r2'],
  ['is void once the baton has moved', [claimed, asked, claimed], 3, undefined],
  ['is none where nobody asked', [claimed], 2, undefined],
])('a request %s', (_, events, epoch, id) => {
  expect(openRequest(events, epoch)?.id).toBe(id)
})
