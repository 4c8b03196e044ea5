import { ago, exact, useMinutes } from '../lib/time'

/** How long ago something was; its exact time is its title. */
export function Ago({ at }: { at: string }) {
  const now = useMinutes()
  return (
    <time className="muted" dateTime={at} title={exact(at)}>
      {ago(at, now)}
    </time>
  )
}
