import type { Id, LeadSource } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { t } from '../../lib/i18n'
import { assistantsQuery } from '../../lib/queries'
import { Menu, MenuChoices } from '../../ui/menu'

const ANY = 'any'
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
    <Menu
      trigger={
        <button type="button" className="drop box">
          {t(chosen ? `leads.source.${chosen}` : 'leads.source.any')}
          <ChevronDown className="i" size={14} aria-hidden="true" />
        </button>
      }
    >
      <MenuChoices
        value={chosen ?? ANY}
        onChoose={(next) => onChoose(SOURCES.find((each) => each === next))}
        choices={[
          { value: ANY, label: t('leads.source.any') },
          ...SOURCES.map((value) => ({ value, label: t(`leads.source.${value}`) })),
        ]}
      />
    </Menu>
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
  const items = data?.items ?? []
  return (
    <Menu
      trigger={
        <button type="button" className="drop box">
          {items.find((each) => each.id === chosen)?.name ?? t('leads.assistant.any')}
          <ChevronDown className="i" size={14} aria-hidden="true" />
        </button>
      }
    >
      <MenuChoices
        value={chosen ?? ANY}
        onChoose={(next) => onChoose(next === ANY ? undefined : next)}
        choices={[
          { value: ANY, label: t('leads.assistant.any') },
          ...items.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </Menu>
  )
}
