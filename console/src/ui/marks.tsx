/** The marks of the product: squircles are assistants, circles are people, a dashed baton is held by nobody. */
interface MarkProps {
  size: number
}

export function Logo({ size }: MarkProps) {
  return (
    <svg className="logo" width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
      <g transform="rotate(-38 14 14)">
        <path className="logo-ai" d="M5.2 9.4h7.6v9.2H5.2a4.6 4.6 0 0 1 0-9.2z" />
        <path className="logo-hu" d="M15.2 9.4h7.6a4.6 4.6 0 0 1 0 9.2h-7.6z" />
      </g>
    </svg>
  )
}

export function BotShape() {
  return (
    <>
      <path
        className="bot-body"
        d="M12 1.5c7.6 0 10.5 2.9 10.5 10.5S19.6 22.5 12 22.5 1.5 19.6 1.5 12 4.4 1.5 12 1.5z"
      />
      <rect className="bot-eye" x="7.3" y="8.5" width="3" height="7" rx="1.5" />
      <rect className="bot-eye" x="13.7" y="8.5" width="3" height="7" rx="1.5" />
    </>
  )
}

export function PersonShape() {
  return (
    <>
      <circle className="person-body" cx="12" cy="12" r="10.5" />
      <circle className="person-cut" cx="12" cy="9.6" r="3.4" />
      <path
        className="person-cut"
        d="M5.8 17.6c1-2.7 3.3-3.9 6.2-3.9s5.2 1.2 6.2 3.9a8.3 8.3 0 0 1-12.4 0z"
      />
    </>
  )
}

export function BotMark({ size }: MarkProps) {
  return (
    <svg className="bot" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <BotShape />
    </svg>
  )
}

export function PersonMark({ size }: MarkProps) {
  return (
    <svg className="person" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <PersonShape />
    </svg>
  )
}

export function BatonMark({ size }: MarkProps) {
  return (
    <svg className="baton dashed" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <rect x="1" y="5.4" width="14" height="5.2" rx="2.6" transform="rotate(-38 8 8)" />
    </svg>
  )
}
