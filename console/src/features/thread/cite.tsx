import type { Citation } from '@baton/api'
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { t } from '../../lib/i18n'
import { lazyPart } from '../../ui/on-demand/lazy-part'

const CitePopover = lazyPart(async () => ({ default: (await import('./cite-popover')).CitePopover }))

const OPEN_MS = 160
const CLOSE_MS = 220

/** How a text with numbers shows the passages behind them, where they are there. */
export const citeIn = (citations: readonly Citation[]) =>
  function cited(n: number, key: number) {
    const citation = citations.find((each) => each.n === n)
    return citation ? <Cite key={key} citation={citation} /> : null
  }

/** The passage behind a number: on hover, on Enter, on a tap. */
export function Cite({
  citation,
  className = 'cite',
  children,
}: {
  citation: Citation
  className?: string
  children?: ReactNode
}) {
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const show = (next: boolean) => {
    clearTimeout(timer.current)
    if (next) setWanted(true)
    setOpen(next)
  }
  const soon = (next: boolean) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => show(next), next ? OPEN_MS : CLOSE_MS)
  }
  const hover = { onMouseEnter: () => soon(true), onMouseLeave: () => soon(false) }
  const trigger = (
    <button
      type="button"
      className={className}
      aria-label={children ? undefined : t('cite.label', { n: citation.n, title: citation.title })}
      title={children ? citation.title : undefined}
      aria-haspopup="dialog"
      {...(wanted ? {} : { onClick: () => show(true) })}
      {...hover}
    >
      {children ? <span className="sr">{t('cite.source')}</span> : citation.n}
      {children}
    </button>
  )
  return wanted ? (
    <Suspense fallback={trigger}>
      <CitePopover citation={citation} trigger={trigger} open={open} onOpen={show} hover={hover} />
    </Suspense>
  ) : (
    trigger
  )
}
