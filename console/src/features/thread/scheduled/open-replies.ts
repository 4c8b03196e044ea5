import type { Envelope, ScheduledReply } from '@baton/api'

/** The scheduled replies that wait, or were not sent and nobody has put away, by what the timeline tells; soonest first. */
export function openReplies(events: readonly Envelope[]): ScheduledReply[] {
  const open = new Map<string, ScheduledReply>()
  for (const event of events) {
    if (event.type !== 'reply.scheduled' && event.type !== 'reply.settled') continue
    const { reply } = event.data
    if (reply.state === 'sent' || reply.state === 'withdrawn') open.delete(reply.id)
    else open.set(reply.id, reply)
  }
  return [...open.values()].sort((a, b) => a.due_at.localeCompare(b.due_at))
}
