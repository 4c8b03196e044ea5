import type { Conversation } from '@baton/api'
import { ChannelIcon } from '../../../ui/avatar'

const LABEL = {
  widget: 'WIDGET',
  whatsapp: 'WA',
  instagram: 'IG',
  messenger: 'FB',
  telegram: 'TG',
  email: 'MAIL',
  practice: 'PRACTICE',
}

/** Where a reply goes. */
export function ChannelLabel({ channel }: { channel: Conversation['channel'] }) {
  return (
    <span className="channel">
      <ChannelIcon channel={channel} px={12} />
      {LABEL[channel]}
    </span>
  )
}
