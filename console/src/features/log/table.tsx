import type { Id, LogLine } from '@baton/api'
import clsx from 'clsx'
import { Trash2 } from 'lucide-react'
import { contactName, standing } from '../../lib/baton'
import { t } from '../../lib/i18n'
import { useMe } from '../../lib/queries'
import { ago, exact, isToday, timeOfDay, useMinutes } from '../../lib/time'
import { ContactAvatar } from '../../ui/avatar'
import { HoldPill } from '../../ui/hold'
import { IconButton } from '../../ui/icon-button'
import { LeadChip } from '../../ui/lead-chip'
import { CheckBox } from './check-box'
import { Relay } from './relay'

interface LogTableProps {
  lines: LogLine[]
  open: Id | undefined
  selected: ReadonlySet<Id>
  /** What one may do with them. */
  may: { deleteOne: boolean; select: boolean }
  onOpen: (line: LogLine) => void
  onSelect: (ids: Id[], on: boolean) => void
  onDelete: (line: LogLine) => void
}

/** Every conversation, the newest first. */
export function LogTable(props: LogTableProps) {
  const { lines, selected, may, onSelect } = props
  const chosen = lines.filter((line) => selected.has(line.id)).length
  return (
    <table className={clsx('tbl log', may.select && 'can-select')}>
      <colgroup>
        {may.select && <col className="c-check" />}
        <col className="c-contact" />
        <col />
        <col className="c-count x-count" />
        <col className="c-relay x-relay" />
        <col className="c-baton" />
        <col className="c-lead x-lead" />
        <col className="c-started" />
        {may.deleteOne && <col className="c-act" />}
      </colgroup>
      <thead>
        <tr>
          {may.select && (
            <th scope="col">
              <CheckBox
                label={t('log.selectAll')}
                checked={chosen === 0 ? false : chosen === lines.length || 'mixed'}
                onChange={(on) =>
                  onSelect(
                    lines.map((line) => line.id),
                    on,
                  )
                }
              />
            </th>
          )}
          <th scope="col">{t('log.contact')}</th>
          <th scope="col">{t('log.lastMessage')}</th>
          <th scope="col" className="tr x-count">
            {t('log.messages')}
          </th>
          <th scope="col" className="x-relay">
            {t('log.relayColumn')}
          </th>
          <th scope="col">{t('log.baton')}</th>
          <th scope="col" className="x-lead">
            {t('log.leadColumn')}
          </th>
          <th scope="col">{t('log.started')}</th>
          {may.deleteOne && (
            <th scope="col">
              <span className="sr">{t('log.actions')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.id} line={line} {...props} />
        ))}
      </tbody>
    </table>
  )
}

function Line({ line, open, selected, may, onOpen, onSelect, onDelete }: LogTableProps & { line: LogLine }) {
  const me = useMe()
  const name = contactName(line.contact)
  const isSelected = selected.has(line.id)
  const classes = clsx(line.id === open && 'is-cur', isSelected && 'is-sel', !line.engaged && 'is-empty')
  return (
    <tr className={classes}>
      {may.select && (
        <td className="x-check">
          <CheckBox
            label={t('log.select', { name })}
            checked={isSelected}
            onChange={(on) => onSelect([line.id], on)}
          />
        </td>
      )}
      <td className="x-who">
        <div className="who">
          <ContactAvatar contact={line.contact} channel={line.channel} px={32} />
          <button
            type="button"
            className="row-open trunc"
            aria-expanded={line.id === open}
            onClick={() => onOpen(line)}
            data-conversation={line.id}
          >
            {name}
          </button>
        </div>
      </td>
      <td className="clip muted x-last">{line.last_message?.preview ?? t('log.noMessage')}</td>
      <td className="num muted tr x-count">{line.last_seq}</td>
      <td className="x-relay">
        <Relay legs={line.legs} engaged={line.engaged} />
      </td>
      <td className="x-baton">
        {line.engaged || line.baton.holder !== 'assistant' ? (
          <HoldPill
            standing={standing(line, me.user.id)}
            baton={line.baton}
            assistant={line.assistant.name}
          />
        ) : (
          <span className="log-empty">{t('log.empty')}</span>
        )}
      </td>
      <td className="x-lead">
        {line.lead ? <LeadChip status={line.lead.status} /> : <span className="faint">–</span>}
      </td>
      <td className="num muted x-started">
        <Started at={line.created_at} />
      </td>
      {may.deleteOne && (
        <td className="x-act">
          <IconButton
            size="sm"
            className="log-trash over-row"
            label={t('log.delete', { name })}
            onClick={() => onDelete(line)}
          >
            <Trash2 className="i" size={16} aria-hidden="true" />
          </IconButton>
        </td>
      )}
    </tr>
  )
}

function Started({ at }: { at: string }) {
  const now = useMinutes()
  const day = 24 * 60 * 60 * 1000
  const words = isToday(at, now)
    ? t('log.today', { time: timeOfDay(at) })
    : isToday(at, now - day)
      ? t('log.yesterday')
      : ago(at, now)
  return (
    <time dateTime={at} title={exact(at)}>
      {words}
    </time>
  )
}
