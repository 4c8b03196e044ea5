import type { Citation } from '@baton/api'
import { ExternalLink } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type ReactNode, useRef, useState } from 'react'
import { t } from '../../lib/i18n'
import { isSafeLink } from '../../lib/markdown'

const OPEN_MS = 160
const CLOSE_MS = 220

/** The passage behind a number: on hover, on focus and Enter, on a tap. */
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
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const soon = (next: boolean) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setOpen(next), next ? OPEN_MS : CLOSE_MS)
  }
  const hover = { onMouseEnter: () => soon(true), onMouseLeave: () => soon(false) }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button
          type="button"
          className={className}
          aria-label={t('cite.label', { n: citation.n, title: citation.title })}
          {...hover}
        >
          {children ?? citation.n}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="passage floating"
          side="top"
          sideOffset={6}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          aria-label={citation.title}
          {...hover}
        >
          <p className="t">
            <span className="cite">{citation.n}</span>
            {citation.title}
          </p>
          <p>
            <mark>{citation.quote}</mark>
          </p>
          {citation.url && isSafeLink(citation.url) && (
            <a className="tool" href={citation.url} target="_blank" rel="noopener noreferrer">
              <ExternalLink className="i" size={13} aria-hidden="true" />
              {t('cite.open')}
            </a>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
