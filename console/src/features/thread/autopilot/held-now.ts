import type { Envelope, HeldAnswer } from '@baton/api'

/** The answer that waits for the team, by what the timeline tells. */
export function heldNow(events: readonly Envelope[]): HeldAnswer | null {
  let held: HeldAnswer | null = null
  for (const event of events) {
    if (event.type === 'answer.held') held = event.data.answer
    if (event.type === 'answer.decided' && event.data.answer.id === held?.id) held = null
  }
  return held
}

/** `1:05` until a moment; null once it is there. */
export function countdown(due: string, now: number): string | null {
  const left = Math.ceil((Date.parse(due) - now) / 1_000)
  return left > 0 ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` : null
}
