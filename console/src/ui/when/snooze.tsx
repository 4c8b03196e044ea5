import { t } from '../../lib/i18n'
import type { SnoozeWish } from '../../live/snooze'
import { WhenDialog } from './dialog'

interface SnoozeDialogProps {
  onChoose: (wish: SnoozeWish) => void
  onClose: () => void
}

/** Until when something is put away. */
export function SnoozeDialog({ onChoose, onClose }: SnoozeDialogProps) {
  const choose = async (wish: SnoozeWish) => {
    onClose()
    onChoose(wish)
  }
  return (
    <WhenDialog
      title={t('snooze.title')}
      lead={t('snooze.lead')}
      set={t('snooze.set')}
      onChoose={choose}
      onClose={onClose}
    />
  )
}
