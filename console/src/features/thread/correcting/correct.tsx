import type { Message } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { PencilLine } from 'lucide-react'
import { Suspense, useState } from 'react'
import { t } from '../../../lib/i18n'
import { conversationQuery, useMe } from '../../../lib/queries'
import { lazyPart } from '../../../ui/on-demand/lazy-part'
import { corrections } from './draft'
import './words'

const load = () => import('./dialog')
const CorrectDialog = lazyPart(async () => ({ default: (await load()).CorrectDialog }))

interface CorrectProps {
  message: Message
  turn: string
  understood: string
}

/** The way from the reason of an answer to a better one, for whoever may change what the assistant knows. */
export function Correct({ message, turn, understood }: CorrectProps) {
  const me = useMe()
  const { data: conversation } = useQuery(conversationQuery(message.conversation_id))
  const [open, setOpen] = useState(false)
  if (!conversation || !me.permissions.includes('knowledge.write')) return null
  const isBegun = corrections.read(me.workspace.id, turn) !== null
  return (
    <section className="ins">
      <button
        type="button"
        className="btn primary correct-open"
        aria-haspopup="dialog"
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setOpen(true)}
      >
        <PencilLine className="i" size={15} aria-hidden="true" />
        {t(isBegun && !open ? 'correct.resume' : 'correct.open')}
      </button>
      <p className="t-xs muted below">{t('correct.hint')}</p>
      {open && (
        <Suspense>
          <CorrectDialog
            message={message}
            turn={turn}
            understood={understood}
            assistant={conversation.assistant}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </section>
  )
}
