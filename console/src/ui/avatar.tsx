import type { Channel, ContactSummary } from '@baton/api'
import { AtSign, MessageCircle, Send } from 'lucide-react'
import type { CSSProperties } from 'react'
import { avatarTone, contactName, initials } from '../lib/baton'
import { t } from '../lib/i18n'

const size = (px: number) => ({ '--sz': `${px}px` }) as CSSProperties

const CHANNEL_ICON: Partial<Record<Channel, typeof MessageCircle>> = { telegram: Send, email: AtSign }

export function ChannelIcon({ channel, px }: { channel: Channel; px: number }) {
  const Icon = CHANNEL_ICON[channel] ?? MessageCircle
  return <Icon className="i ch" size={px} aria-hidden="true" />
}

/** A contact: initials in a colour that stays, the channel, and whether the contact is there. */
export function ContactAvatar({
  contact,
  channel,
  px,
  presence = true,
  ended = false,
}: {
  contact: ContactSummary
  channel?: Channel
  px: number
  /** False while nobody can know. */
  presence?: boolean
  /** The conversation is over: whether they are there says nothing of it. */
  ended?: boolean
}) {
  const here = presence && contact.online && !ended
  const label = ended ? t('inbox.ended') : presenceOf(contact, presence)
  return (
    <span className="cav" style={size(px)}>
      <span className={`av av-${avatarTone(contact.id)}`} style={size(px)} aria-hidden="true">
        {initials(contactName(contact))}
      </span>
      {channel && (
        <span className="cav-ch" title={t(`channel.${channel}`)}>
          <ChannelIcon channel={channel} px={11} />
        </span>
      )}
      <span className={here ? 'dot on' : 'dot off'} title={label} />
    </span>
  )
}

/** "Online now", "Offline", or that nobody can know. */
export function presenceOf(contact: ContactSummary, known: boolean): string {
  return known ? t(contact.online ? 'inbox.online' : 'inbox.offline') : t('inbox.presenceUnknown')
}

/** A teammate. */
export function MateAvatar({ name, px, self = false }: { name: string; px: number; self?: boolean }) {
  return (
    <span className={self ? 'mate self' : 'mate'} style={size(px)} aria-hidden="true">
      {initials(name)}
    </span>
  )
}
