import { useQuery } from '@tanstack/react-query'
import { ArrowDownWideNarrow, ChevronDown, Target } from 'lucide-react'
import type { ReactNode } from 'react'
import { ASSIGNED, SORTS, type Sort, STATUSES } from '../../lib/filters'
import { t, teach } from '../../lib/i18n'
import { autopilot } from '../../lib/i18n/en/thread/autopilot'
import { assistantsQuery } from '../../lib/queries'
import { Menu, MenuChoices } from '../../ui/menu'
import { type InboxState, sortOf } from './filter'

const ANY = 'any'

teach({ 'inbox.sort.need': autopilot['inbox.sort.need'] })

interface FiltersProps {
  state: InboxState
  onChange: (change: { [K in keyof InboxState]?: InboxState[K] | undefined }) => void
}

/** Which state, which assistant, in what order. */
export function Filters({ state, onChange }: FiltersProps) {
  const { data: assistants } = useQuery(assistantsQuery)
  const leadsOnly = state.view === 'leads'
  const status = state.lead ? 'lead' : (state.assigned ?? state.status ?? ANY)
  const named = assistants?.items.find((each) => each.id === state.assistant)?.name
  const chooseStatus = (next: string) =>
    onChange({
      status: STATUSES.find((each) => each === next),
      assigned: ASSIGNED.find((each) => each === next),
      lead: next === 'lead' ? true : undefined,
    })
  return (
    <div className="filters">
      {!leadsOnly && (
        <Menu label={t('inbox.filter')} trigger={<Drop set={status !== ANY}>{statusLabel(status)}</Drop>}>
          <MenuChoices
            value={status}
            onChoose={chooseStatus}
            choices={[
              ...[ANY, ...STATUSES].map((value) => ({ value, label: statusLabel(value) })),
              ...ASSIGNED.map((value, n) => ({ value, ruled: n === 0, label: statusLabel(value) })),
              { value: 'lead', ruled: true, label: <LeadLabel /> },
            ]}
          />
        </Menu>
      )}
      <Menu
        label={t('inbox.assistant')}
        trigger={<Drop set={state.assistant !== undefined}>{named ?? t('inbox.assistant.any')}</Drop>}
      >
        <MenuChoices
          value={state.assistant ?? ANY}
          onChoose={(next) => onChange({ assistant: next === ANY ? undefined : next })}
          choices={[
            { value: ANY, label: t('inbox.assistant.any') },
            ...(assistants?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Menu>
      {!leadsOnly && (
        <Menu
          label={t('inbox.sort')}
          align="end"
          trigger={
            <button type="button" className="drop end" title={t('inbox.sort')}>
              <ArrowDownWideNarrow className="i" size={13} aria-hidden="true" />
              {t(`inbox.sort.${sortOf(state)}`)}
            </button>
          }
        >
          <MenuChoices
            value={sortOf(state)}
            onChoose={(sort) => onChange({ sort })}
            choices={sortsOf(state).map((value) => ({ value, label: t(`inbox.sort.${value}`) }))}
          />
        </Menu>
      )}
    </div>
  )
}

/** Who waits, or is held by somebody, is with a person already. */
function sortsOf({ view = 'all' }: InboxState): readonly Sort[] {
  return view === 'all' ? SORTS : SORTS.filter((sort) => sort !== 'need')
}

function statusLabel(status: string): string {
  if (status === 'lead') return t('inbox.status.lead')
  const found = [...STATUSES, ...ASSIGNED].find((each) => each === status)
  return found ? t(`inbox.status.${found}`) : t('inbox.status.any')
}

function LeadLabel() {
  return (
    <>
      <Target className="i" size={15} aria-hidden="true" />
      {t('inbox.status.lead')}
    </>
  )
}

function Drop({ set, children, ...rest }: { set: boolean; children: ReactNode }) {
  return (
    <button type="button" className={set ? 'drop is-set' : 'drop'} {...rest}>
      <span className="trunc">{children}</span>
      <ChevronDown className="i" size={13} aria-hidden="true" />
    </button>
  )
}
