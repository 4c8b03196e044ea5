import type { ReactNode } from 'react'
import { BotShape, PersonShape } from './marks'

const MUTED = { fill: 'none', stroke: 'var(--viz-muted)', strokeWidth: 9, strokeLinecap: 'round' } as const
const DIAMONDS = [31, 69, 107]

const PICTURES = {
  relay: (
    <>
      <path d="M8 36H168" {...MUTED} stroke="var(--ai-mark)" />
      <rect x="71" y="19" width="34" height="34" rx="12" fill="var(--sheet)" />
      <g transform="translate(75 23) scale(1.0833)">
        <BotShape />
      </g>
    </>
  ),
  nobody: (
    <>
      <path d="M8 36H58" {...MUTED} stroke="var(--ai-mark)" />
      <path d="M118 36H168" {...MUTED} stroke="var(--human-mark)" />
      <path d="M74 36h.01M88 36h.01M102 36h.01" {...MUTED} />
    </>
  ),
  mine: (
    <>
      <path d="M8 36H168" {...MUTED} stroke="var(--human-line)" />
      <rect x="71" y="19" width="34" height="34" rx="12" fill="var(--sheet)" />
      <g transform="translate(75 23) scale(1.0833)">
        <PersonShape />
      </g>
    </>
  ),
  search: (
    <>
      <path d="M8 36H52M124 36H168" {...MUTED} />
      <circle cx="86" cy="34" r="18" fill="none" stroke="var(--ink-2)" strokeWidth="4" />
      <path d="m99 47 12 12" stroke="var(--ink-2)" strokeWidth="5" strokeLinecap="round" />
    </>
  ),
  leads: (
    <>
      {DIAMONDS.map((x) => (
        <g key={x} transform={`translate(${x} 36) rotate(45)`}>
          <rect
            x="-10"
            y="-10"
            width="20"
            height="20"
            rx="5"
            fill="none"
            stroke="var(--line-control)"
            strokeWidth="2.5"
          />
        </g>
      ))}
      <g transform="translate(145 36) rotate(45)">
        <rect x="-10" y="-10" width="20" height="20" rx="5" fill="var(--ok-mark)" />
      </g>
    </>
  ),
  read: (
    <>
      <rect x="24" y="12" width="40" height="50" rx="7" fill="var(--active)" />
      <path d="M34 26h20M34 36h14M34 46h17" {...MUTED} stroke="var(--line-control)" strokeWidth="4" />
      <path d="M80 37H122" {...MUTED} stroke="var(--ai-mark)" strokeDasharray="0.01 14" />
      <g transform="translate(128 21) scale(1.3333)">
        <BotShape />
      </g>
    </>
  ),
  lock: (
    <>
      <path d="M8 36H64M112 36H168" {...MUTED} />
      <path d="M78 34v-8a10 10 0 0 1 20 0v8" fill="none" stroke="var(--ink-2)" strokeWidth="4" />
      <rect x="73" y="32" width="30" height="28" rx="8" fill="var(--ink-2)" />
    </>
  ),
  lines: (
    <>
      <path d="M18 17H158M18 49H134" {...MUTED} />
      <path d="M18 33H106" {...MUTED} stroke="var(--active)" />
    </>
  ),
}

/** What an empty place means, and one thing to do about it. */
export function Empty({
  picture,
  title,
  detail,
  children,
}: {
  picture: keyof typeof PICTURES
  title: string
  detail: string
  children?: ReactNode
}) {
  return (
    <div className="empty">
      <svg className="pic" viewBox="0 0 176 72" aria-hidden="true">
        {PICTURES[picture]}
      </svg>
      <h2>{title}</h2>
      <p>{detail}</p>
      {children && <div className="acts">{children}</div>}
    </div>
  )
}
