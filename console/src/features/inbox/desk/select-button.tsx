import { CheckCheck } from 'lucide-react'
import { t } from '../../../lib/i18n'
import { useMe } from '../../../lib/queries'
import { useStore } from '../../../lib/store'
import { IconButton } from '../../../ui/icon-button'
import { clear, NONE, selection } from './selection'

/** Shows the boxes of all rows, for who has no pointer that hovers; takes them away again. */
export function SelectButton() {
  const on = useStore(selection, (all) => all.on)
  if (!useMe().permissions.includes('conversation.reply')) return null
  return (
    <IconButton
      label={t('desk.selecting')}
      size="sm"
      aria-pressed={on}
      onClick={() => (on ? clear() : selection.set({ ...NONE, on: true }))}
    >
      <CheckCheck className="i" size={17} aria-hidden="true" />
    </IconButton>
  )
}
