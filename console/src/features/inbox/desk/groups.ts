import type { Conversation } from '@baton/api'

/** How the wait of somebody stands to the target. */
export type Urgency = 'over' | 'soon' | 'within'

/** A heading of the queue, or one who waits with their place in the list. */
export type Entry =
  | { id: string; urgency: Urgency; count: number; more: boolean }
  | { id: string; row: Conversation; index: number }

const MINUTE = 60_000

/** How long before the target somebody is due soon: a fifth of it, a minute at least, and never more than half. */
export function soonMs(target: number): number {
  return Math.min(target / 2, Math.max(MINUTE, target / 5))
}

export function urgencyOf(since: string, now: number, target: number): Urgency {
  const left = target - (now - Date.parse(since))
  if (left <= 0) return 'over'
  return left <= soonMs(target) ? 'soon' : 'within'
}

/**
 * Those who wait, longest first, under a heading for each stretch; the heading counts them. Where more are still to be
 * loaded, the last group has more than is counted.
 */
export function grouped(
  rows: readonly Conversation[],
  now: number,
  target: number,
  hasMore: boolean,
): Entry[] {
  const entries: Entry[] = []
  let heading: Extract<Entry, { urgency: Urgency }> | undefined
  for (const [index, row] of rows.entries()) {
    const urgency = urgencyOf(row.baton.escalated_at ?? row.last_activity_at, now, target)
    if (urgency !== heading?.urgency) {
      heading = { id: urgency, urgency, count: 0, more: false }
      entries.push(heading)
    }
    heading.count += 1
    entries.push({ id: row.id, row, index })
  }
  if (heading) heading.more = hasMore
  return entries
}
