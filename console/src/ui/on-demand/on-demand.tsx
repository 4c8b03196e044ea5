import { cloneElement, type ReactElement, type ReactNode, Suspense, useState } from 'react'

interface OnDemandProps {
  /** What is pressed; it stays the same before and after. */
  trigger: ReactElement<Record<string, unknown>>
  popup: 'menu' | 'dialog'
  preload: () => unknown
  /** The real thing, open, with the same trigger in it. */
  children: ReactNode
}

/** Keeps what opens on a press out of the first load: fetched when the pointer or the focus comes near, shown on the press. */
export function OnDemand({ trigger, popup, preload, children }: OnDemandProps) {
  const [wanted, setWanted] = useState(false)
  const waiting = cloneElement(trigger, {
    'aria-haspopup': popup,
    'aria-expanded': wanted,
    onPointerEnter: preload,
    onFocus: preload,
    onClick: () => setWanted(true),
  })
  return wanted ? <Suspense fallback={waiting}>{children}</Suspense> : waiting
}
