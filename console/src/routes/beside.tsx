import type { Id } from '@baton/api'
import { Link } from '@tanstack/react-router'
import { PanelRightOpen, X } from 'lucide-react'
import { type ReactNode, Suspense } from 'react'
import { Thread } from '../features/thread/thread'
import { t } from '../lib/i18n'
import { useShortcut } from '../lib/keyboard/use-shortcut'
import { IconButton } from '../ui/icon-button'
import { lazyPart } from '../ui/on-demand/lazy-part'
import { useInspected } from './use-inspected'
import '../styles/pages.css'

const Inspector = lazyPart(() =>
  import('../features/thread/inspector').then((m) => ({ default: m.Inspector })),
)

interface BesideProps {
  /** The conversation of the chosen row; a row may have none. */
  conversation: Id | undefined
  onClose: () => void
  head: ReactNode
  /** Above the messages. */
  card?: ReactNode
  /** What is shown where there is no conversation. */
  alone?: ReactNode
}

/** The conversation of a table's chosen row, or the reason of one of its answers. */
export function Beside({ conversation, onClose, head, card, alone }: BesideProps) {
  const { message, assistant, ...inspection } = useInspected(conversation)
  useShortcut('back', onClose)
  useShortcut('why', inspection.toggleNewest)
  if (message?.turn_id) {
    return (
      <div className="lead-pane">
        <Suspense fallback={null}>
          <Inspector
            message={message}
            turn={message.turn_id}
            assistant={assistant}
            onClose={inspection.close}
          />
        </Suspense>
      </div>
    )
  }
  return (
    <div className="lead-pane">
      {head}
      {conversation ? (
        <Thread
          key={conversation}
          id={conversation}
          inspected={null}
          onWhy={inspection.toggle}
          onBack={onClose}
          onPanel={onClose}
          frame="slim"
          card={card}
        />
      ) : (
        alone
      )}
    </div>
  )
}

interface HeadProps {
  title: string
  note: string | undefined
  conversation: Id | null
  closing: string
  onClose: () => void
}

/** Whose it is, with the way to the inbox and out. */
export function BesideHead({ title, note, conversation, closing, onClose }: HeadProps) {
  return (
    <header className="lead-head">
      <div className="grow">
        <h2 className="trunc">{title}</h2>
        <p className="t-xs muted">{note}</p>
      </div>
      {conversation && (
        <Link
          className="btn sm"
          to="/inbox/$conversationId"
          params={{ conversationId: conversation }}
          search={{}}
        >
          <PanelRightOpen className="i" size={14} aria-hidden="true" />
          {t('thread.openInbox')}
        </Link>
      )}
      <IconButton size="sm" label={closing} onClick={onClose}>
        <X className="i" size={16} aria-hidden="true" />
      </IconButton>
    </header>
  )
}
