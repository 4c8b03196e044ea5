import type { Conversation, Id } from '@baton/api'
import clsx from 'clsx'
import { Check } from 'lucide-react'
import { contactName } from '../../../lib/baton'
import { t } from '../../../lib/i18n'
import { useMe } from '../../../lib/queries'
import { useStore } from '../../../lib/store'
import { selection, stretched, toggled } from './selection'

interface PickProps {
  conversation: Conversation
  /** All rows that are shown, in order. */
  rows: readonly { id: Id }[]
  /** Whether the Tab key reaches this row. */
  tabStop: boolean
}

/** The box of a row, over its picture: there when the pointer is near, and always while something is selected. */
export function Pick({ conversation, rows, tabStop }: PickProps) {
  const { id } = conversation
  const on = useStore(selection, (all) => all.on)
  const checked = useStore(selection, (all) => all.ids.has(id))
  if (!useMe().permissions.includes('conversation.reply')) return null
  return (
    <span className={clsx('row-pick', on && 'is-on', checked && 'is-checked')}>
      <input
        type="checkbox"
        className="row-box"
        aria-label={t('desk.select', { name: contactName(conversation.contact) })}
        tabIndex={on && tabStop ? 0 : -1}
        checked={checked}
        onChange={(event) => {
          const isStretch = (event.nativeEvent as MouseEvent).shiftKey
          selection.set((all) =>
            isStretch
              ? stretched(
                  all,
                  id,
                  rows.map((row) => row.id),
                )
              : toggled(all, id),
          )
        }}
      />
      {checked && <Check className="i" size={13} strokeWidth={2.5} aria-hidden="true" />}
    </span>
  )
}
