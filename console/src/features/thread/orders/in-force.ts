import type { Envelope, StandingOrder } from '@baton/api'

/** The standing orders that are in force, by what the timeline tells, oldest first. */
export function inForce(events: readonly Envelope[], now: number): StandingOrder[] {
  const orders = new Map<string, StandingOrder>()
  for (const event of events) {
    if (event.type === 'standing_order.left') orders.set(event.data.order.id, event.data.order)
    if (event.type === 'standing_order.removed') orders.delete(event.data.order.id)
  }
  return [...orders.values()].filter(({ expires_at }) => !expires_at || Date.parse(expires_at) > now)
}
