import type { Id, Lead, LeadSource, LeadStatus } from '@baton/api'
import {
  ArrowDown,
  AtSign,
  Braces,
  type LucideIcon,
  MousePointerClick,
  PencilLine,
  ScanSearch,
  TextCursorInput,
} from 'lucide-react'
import type { CSSProperties } from 'react'
import { contactName, type Hold, holdOf } from '../../lib/baton'
import { t } from '../../lib/i18n'
import { useMe } from '../../lib/queries'
import { ago, exact, useMinutes } from '../../lib/time'
import { ContactAvatar } from '../../ui/avatar'
import { HoldPill } from '../../ui/hold'
import { LeadChip, LeadStatusPicker } from '../../ui/lead-chip'
import { ScoreMark } from './score'

const SOURCE_ICON: Record<LeadSource, LucideIcon> = {
  form: TextCursorInput,
  rule: TextCursorInput,
  intent: ScanSearch,
  cta: MousePointerClick,
  request: AtSign,
  api: Braces,
  manual: PencilLine,
}
const EDGE: Record<Hold, string> = {
  ai: 'var(--ai-mark)',
  you: 'var(--human-mark)',
  mate: 'var(--human-line)',
  wait: 'var(--wait-mark)',
  done: 'var(--ink)',
}

interface LeadsTableProps {
  leads: Lead[]
  open: Id | undefined
  onOpen: (lead: Lead) => void
  onStatus: (lead: Lead, name: string, status: LeadStatus) => void
  byScore: boolean
  onSort: (byScore: boolean) => void
}

/** All leads; the status is edited in its cell. */
export function LeadsTable({ leads, open, onOpen, onStatus, byScore, onSort }: LeadsTableProps) {
  return (
    <table className="tbl leads">
      <colgroup>
        <col className="c-contact" />
        <col className="c-status" />
        <col />
        <col className="c-score" />
        <col className="c-source" />
        <col className="c-baton" />
        <col className="c-captured" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t('leads.contact')}</th>
          <th scope="col">{t('leads.statusColumn')}</th>
          <th scope="col">{t('leads.wants')}</th>
          <SortHead
            on={byScore}
            label={t('leads.score')}
            act={t('leads.sortScore')}
            onSort={() => onSort(true)}
          />
          <th scope="col" className="x-source">
            {t('leads.source')}
          </th>
          <th scope="col">{t('leads.baton')}</th>
          <SortHead
            on={!byScore}
            label={t('leads.captured')}
            act={t('leads.sortNewest')}
            onSort={() => onSort(false)}
          />
        </tr>
      </thead>
      <tbody>
        {leads.map((lead) => (
          <LeadLine key={lead.id} lead={lead} open={lead.id === open} onOpen={onOpen} onStatus={onStatus} />
        ))}
      </tbody>
    </table>
  )
}

/** The head of a column by which the table can be sorted; always the largest first. */
function SortHead(props: { on: boolean; label: string; act: string; onSort: () => void }) {
  return (
    <th scope="col" className="tr" aria-sort={props.on ? 'descending' : 'none'}>
      <button type="button" className="sort" title={props.act} onClick={props.onSort}>
        {props.label}
        {props.on && <ArrowDown className="i" size={12} aria-hidden="true" />}
      </button>
    </th>
  )
}

function LeadLine({
  lead,
  open,
  onOpen,
  onStatus,
}: Pick<LeadsTableProps, 'onOpen' | 'onStatus'> & { lead: Lead; open: boolean }) {
  const me = useMe()
  const now = useMinutes()
  const hold = lead.baton && holdOf(lead.baton, me.user.id)
  const name = lead.name ?? contactName(lead.contact)
  const Icon = SOURCE_ICON[lead.source]
  const writable = me.permissions.includes('lead.write')
  return (
    <tr className={open ? 'is-cur' : ''} style={{ '--edge': EDGE[hold ?? 'done'] } as CSSProperties}>
      <td>
        <div className="who">
          <ContactAvatar contact={{ ...lead.contact, name }} channel="widget" px={34} />
          <span className="stack trunc">
            <button
              type="button"
              className="row-open trunc"
              aria-expanded={open}
              onClick={() => onOpen(lead)}
              data-lead={lead.id}
            >
              {name}
            </button>
            <span className="t-xs trunc">{lead.email ?? lead.phone ?? ''}</span>
          </span>
        </div>
      </td>
      <td>
        {writable ? (
          <LeadStatusPicker
            status={lead.status}
            name={name}
            onPick={(status) => onStatus(lead, name, status)}
          />
        ) : (
          <LeadChip status={lead.status} />
        )}
      </td>
      <td className="clip x-wants" title={lead.wants ?? ''}>
        {lead.wants}
      </td>
      <td className="tr num x-score">
        <ScoreMark score={lead.score} />
      </td>
      <td className="x-source">
        <span className="row muted tight">
          <Icon className="i" size={14} aria-hidden="true" />
          <span className="trunc">{t(`leads.source.${lead.source}`)}</span>
        </span>
      </td>
      <td className="x-baton">
        {hold && lead.baton && (
          <HoldPill
            standing={{ hold, owes: false }}
            baton={lead.baton}
            assistant={lead.assistant.name}
            short
          />
        )}
      </td>
      <td className="tr num muted x-captured">
        <time dateTime={lead.created_at} title={exact(lead.created_at)}>
          {ago(lead.created_at, now)}
        </time>
      </td>
    </tr>
  )
}
