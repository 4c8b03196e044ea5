import type { Citation } from '@baton/api'
import { ExternalLink } from 'lucide-react'
import { Popover } from 'radix-ui'
import type { ReactElement } from 'react'
import { t } from '../../lib/i18n'
import { isSafeLink } from '../../lib/markdown'
import '../../styles/inspector.css'

interface CitePopoverProps {
  citation: Citation
  trigger: ReactElement
  open: boolean
  onOpen: (open: boolean) => void
  hover: { onMouseEnter: () => void; onMouseLeave: () => void }
}

/** The passage that an answer relied on, beside its number. */
export function CitePopover({ citation, trigger, open, onOpen, hover }: CitePopoverProps) {
  return (
    <Popover.Root open={open} onOpenChange={onOpen}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
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
