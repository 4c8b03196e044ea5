import { useQuery } from '@tanstack/react-query'
import { t } from '../../../lib/i18n'
import { Choice } from '../../../ui/choice'
import { SearchField } from '../../../ui/search-field'
import { type Outcome, peopleQuery } from './api'
import { actInWords } from './words'

export const RANGES = ['1', '7', '30', '90'] as const
const OUTCOMES: Outcome[] = ['accepted', 'refused']
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export interface AuditState {
  actor?: string | undefined
  action?: string | undefined
  outcome?: Outcome | undefined
  target?: string | undefined
  range?: (typeof RANGES)[number] | undefined
}

/** What narrows the audit log. */
export function AuditFilters({
  state,
  actions,
  onChange,
}: {
  state: AuditState
  /** Kinds of acts that there are lines of. */
  actions: string[]
  onChange: (change: AuditState) => void
}) {
  const { data } = useQuery(peopleQuery)
  const people = data?.items ?? []
  return (
    <div className="audit-filters">
      <SearchField
        label={t('audit.target')}
        value={state.target ?? ''}
        onSearch={(text) => onChange({ target: UUID.test(text) ? text : undefined })}
      />
      <Choice
        label={t('audit.actor')}
        any={t('audit.actor.any')}
        value={state.actor}
        choices={people.map(({ id, name }) => ({ value: id, label: name }))}
        onChoose={(actor) => onChange({ actor })}
      />
      <Choice
        label={t('audit.action')}
        any={t('audit.action.any')}
        value={state.action}
        choices={actions.map((value) => ({ value, label: actInWords(value) }))}
        onChoose={(action) => onChange({ action })}
      />
      <Choice
        label={t('audit.outcome')}
        any={t('audit.outcome.any')}
        value={state.outcome}
        choices={OUTCOMES.map((value) => ({ value, label: t(`audit.outcome.${value}`) }))}
        onChoose={(next) => onChange({ outcome: OUTCOMES.find((each) => each === next) })}
      />
      <Choice
        label={t('audit.range')}
        any={t('audit.range.any')}
        value={state.range}
        choices={RANGES.map((value) => ({ value, label: t(`audit.range.${value}`) }))}
        onChoose={(next) => onChange({ range: RANGES.find((each) => each === next) })}
      />
    </div>
  )
}
