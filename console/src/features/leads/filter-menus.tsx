import type { Id, LeadSource } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/i18n'
import { assistantsQuery } from '../../lib/queries'
import { Choice } from '../../ui/choice'

const SOURCES: LeadSource[] = ['form', 'rule', 'intent', 'cta', 'request', 'api', 'manual']

/** Leads of one source, or of all. */
export function SourceMenu({
  chosen,
  onChoose,
}: {
  chosen: LeadSource | undefined
  onChoose: (source: LeadSource | undefined) => void
}) {
  return (
    <Choice
      label={t('leads.source')}
      any={t('leads.source.any')}
      value={chosen}
      choices={SOURCES.map((value) => ({ value, label: t(`leads.source.${value}`) }))}
      onChoose={(next) => onChoose(SOURCES.find((each) => each === next))}
    />
  )
}

/** Leads of one assistant, or of all. */
export function AssistantMenu({
  chosen,
  onChoose,
}: {
  chosen: Id | undefined
  onChoose: (id: Id | undefined) => void
}) {
  const { data } = useQuery(assistantsQuery)
  return (
    <Choice
      label={t('leads.assistant')}
      any={t('leads.assistant.any')}
      value={chosen}
      choices={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChoose={onChoose}
    />
  )
}
