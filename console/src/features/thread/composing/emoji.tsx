import { Smile } from 'lucide-react'
import { t } from '../../../lib/i18n'
import { IconButton } from '../../../ui/icon-button'
import { lazyPart } from '../../../ui/on-demand/lazy-part'
import { OnDemand } from '../../../ui/on-demand/on-demand'

const load = () => import('./emoji-picker')
const EmojiPicker = lazyPart(async () => ({ default: (await load()).EmojiPicker }))

/** Puts an emoji into the reply; the picker and its names are fetched when it is wanted. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const trigger = (
    <IconButton size="sm" label={t('emoji.open')}>
      <Smile className="i" size={16} aria-hidden="true" />
    </IconButton>
  )
  return (
    <OnDemand trigger={trigger} popup="dialog" preload={load}>
      <EmojiPicker trigger={trigger} onPick={onPick} />
    </OnDemand>
  )
}
