import type { Conversation, Id, Teammate } from '@baton/api'
import { ChevronDown } from 'lucide-react'
import { contactName, firstName, standing } from '../../../lib/baton'
import { t } from '../../../lib/i18n'
import { HoldPill } from '../../../ui/hold'
import { type Choice, PLACES } from './partings'

interface RowProps {
  conversation: Conversation
  me: Id
  team: Teammate[]
  choice: Choice
  fault: string | undefined
  onChoice: (change: Partial<Choice>) => void
}

/** One conversation: with whom, what was said last, whose turn it is or that it is put away, and where it goes. */
export function ShiftRow({ conversation, me, team, choice, fault, onChoice }: RowProps) {
  const name = contactName(conversation.contact)
  const mate = team.find(({ id }) => id === choice.to)
  const wordTo = mate
    ? t('shift.word', { name: firstName(mate.name) })
    : choice.to === 'assistant'
      ? t('shift.order')
      : null
  return (
    <li className="shift-row">
      <div className="shift-who">
        <b className="trunc">{name}</b>
        {conversation.snoozed_until ? (
          <span className="shift-snoozed">{t('shift.snoozed')}</span>
        ) : (
          <HoldPill
            standing={standing(conversation, me)}
            baton={conversation.baton}
            assistant={conversation.assistant.name}
          />
        )}
        <p className="trunc" dir="auto">
          {conversation.last_message?.preview}
        </p>
      </div>
      <Destinations
        label={t('shift.where', { name })}
        none="shift.choose"
        value={choice.to}
        team={team}
        onValue={(to) => onChoice({ to })}
      />
      {wordTo && (
        <span className="input">
          <input
            value={choice.word}
            maxLength={500}
            dir="auto"
            aria-label={`${wordTo}: ${name}`}
            placeholder={wordTo}
            onChange={(event) => onChoice({ word: event.target.value })}
          />
        </span>
      )}
      {fault && (
        <p className="field-note wrong" role="alert">
          {fault}
        </p>
      )}
    </li>
  )
}

interface DestinationsProps {
  value: string
  team: Teammate[]
  label?: string
  /** What is said where none is chosen: one must be, unless rows may differ. */
  none: 'shift.each' | 'shift.choose'
  onValue: (to: string) => void
}

/** Where a conversation may go, in the browser's own list: it is at home on every keyboard and phone. */
export function Destinations({ value, team, label, none, onValue }: DestinationsProps) {
  // Whoever went away meanwhile is chosen no more.
  const chosen = PLACES.includes(value) || team.some(({ id }) => id === value) ? value : ''
  return (
    <span className="input select">
      <select
        value={chosen}
        aria-label={label}
        required={none === 'shift.choose'}
        onChange={(event) => onValue(event.target.value)}
      >
        {chosen === '' && <option value="">{t(none)}</option>}
        <option value="assistant">{t('shift.assistant')}</option>
        {team.map(({ id, name, available }) => (
          <option key={id} value={id}>
            {t(available ? 'shift.colleague' : 'shift.offline', { name })}
          </option>
        ))}
        <option value="park">{t('shift.park')}</option>
        <option value="keep">{t('shift.keep')}</option>
      </select>
      <ChevronDown className="i" size={14} aria-hidden="true" />
    </span>
  )
}
