import type { BatonRequest, Envelope } from '@baton/api'

/** The request for the baton that waits for its answer, if there is one: void once the baton has moved. */
export function openRequest(events: Envelope[], epoch: number): BatonRequest | null {
  const last = events.findLast(({ type }) => type === 'baton.requested' || type === 'baton.kept')
  if (last?.type !== 'baton.requested') return null
  const { request } = last.data
  return request.epoch === epoch ? request : null
}
