import type { Conversation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { explain } from '../../../lib/explain'
import { briefQuery } from '../../../lib/handover'
import { t } from '../../../lib/i18n'
import { asText } from '../brief/as-text'
import '../brief/words'
import { NoteButton } from './draft-actions'

interface BriefSummaryProps {
  conversation: Conversation
  onNote: (text: string) => void
}

/** Where no model sums up: what the handover brief knows, said as that. */
export function BriefSummary({ conversation, onNote }: BriefSummaryProps) {
  const { data, error } = useQuery(briefQuery(conversation.id, conversation.baton.epoch, 0))
  return (
    <>
      <p className="draft-why">{t('copilot.briefWhy')}</p>
      {error && !data && (
        <p className="draft-why" role="alert">
          {explain(error)}
        </p>
      )}
      {data && (
        <>
          <div className="draft-text plain" dir="auto">
            {asText(data)}
          </div>
          <div className="acts">
            <NoteButton onClick={() => onNote(asText(data))} />
            <span className="grounded end">{t('copilot.brief')}</span>
          </div>
        </>
      )}
    </>
  )
}
