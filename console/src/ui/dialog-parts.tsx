import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

export interface DialogProps {
  title: string
  lead?: string
  open: boolean
  onClose: () => void
  /** A class instead of the plain dialog, for wide ones. */
  className?: string
  hideTitle?: boolean
  children: ReactNode
}

/** A dialog: traps the focus, closes with Esc, gives the focus back. */
export function Dialog({
  title,
  lead,
  open,
  onClose,
  className = 'dialog',
  hideTitle,
  children,
}: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Radix.Portal>
        {/* Not Radix.Overlay: it locks the scrolling of a page that does not scroll, by a style that the policy refuses. */}
        <div className="scrim">
          <Radix.Content className={className} {...(lead ? {} : { 'aria-describedby': undefined })}>
            <Radix.Title asChild>
              <h3 className={hideTitle ? 'sr' : ''}>{title}</h3>
            </Radix.Title>
            {lead && (
              <Radix.Description asChild>
                <p>{lead}</p>
              </Radix.Description>
            )}
            {children}
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  )
}

export interface ConfirmProps {
  title: string
  detail: string
  open: boolean
  onClose: () => void
  /** What the button says that changes nothing. */
  keep: string
  act: string
  tone: 'danger' | 'human'
  onConfirm: () => void
}

/** A question before something that cannot be taken back. */
export function Confirm({ title, detail, open, onClose, keep, act, tone, onConfirm }: ConfirmProps) {
  return (
    <Dialog title={title} lead={detail} open={open} onClose={onClose}>
      <div className="acts">
        <button type="button" className="btn" onClick={onClose}>
          {keep}
        </button>
        <button
          type="button"
          className={`btn ${tone}`}
          onClick={() => {
            onClose()
            onConfirm()
          }}
        >
          {act}
        </button>
      </div>
    </Dialog>
  )
}
