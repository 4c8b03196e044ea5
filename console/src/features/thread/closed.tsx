import type { Conversation } from '@baton/api'
import { CircleCheck } from 'lucide-react'
import { t } from '../../lib/i18n'
import type { BatonActions } from './use-baton'

/** The end of the relay, until somebody writes again. */
export function Closed({ conversation, baton }: { conversation: Conversation; baton: BatonActions }) {
  return (
    <div className="closed">
      <h3>
        <CircleCheck className="i" size={16} aria-hidden="true" />
        {t('closed.title')}
      </h3>
      <p>{t('closed.detail', { bot: conversation.assistant.name })}</p>
      {baton.may.reply && (
        <button type="button" className="btn sm" onClick={() => void baton.reopen()}>
          {t('switch.reopen')}
        </button>
      )}
    </div>
  )
}
