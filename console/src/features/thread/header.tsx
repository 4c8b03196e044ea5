import type { Conversation } from '@baton/api'
import {
  AlarmClock,
  ArrowLeft,
  EllipsisVertical,
  ExternalLink,
  FileDown,
  Link2,
  PanelRightOpen,
  UserRound,
  UserRoundCheck,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { contactName, pagePath } from '../../lib/baton'
import { t } from '../../lib/i18n'
import { isSafeLink } from '../../lib/markdown'
import { useMe } from '../../lib/queries'
import { useStore } from '../../lib/store'
import { toast } from '../../lib/toasts'
import { health, isReachable } from '../../live/connection'
import { ContactAvatar } from '../../ui/avatar'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuItem } from '../../ui/menu'

interface HeaderProps {
  conversation: Conversation
  children: ReactNode
  onBack: () => void
  onPanel: () => void
  /** Opens the choice of a teammate; without it the reader may not. */
  onPassOn: (() => void) | undefined
  /** Asks until when to put it away; without it the reader may not. */
  onSnooze: (() => void) | undefined
}

/** Who it is, who holds the baton, and the menu. */
export function Header({ conversation, children, onBack, onPanel, onPassOn, onSnooze }: HeaderProps) {
  const reachable = useStore(health, isReachable)
  const { contact, channel, page } = conversation
  const where = page
    ? t('thread.on', { page: pagePath(page.url) })
    : contact.online
      ? t('thread.online')
      : null
  return (
    <header className="t-head">
      <IconButton label={t('common.back')} className="back" onClick={onBack}>
        <ArrowLeft className="i" size={20} aria-hidden="true" />
      </IconButton>
      <ContactAvatar
        contact={contact}
        channel={channel}
        px={38}
        presence={reachable}
        ended={conversation.baton.holder === 'none'}
      />
      <div className="t-id">
        <h2 className="trunc">{contactName(contact)}</h2>
        <p className="trunc" title={page?.url}>
          {t(`channel.${channel}`)}
          {where && ` · ${where}`}
        </p>
      </div>
      {children}
      <IconButton label={t('thread.showPanel')} className="to-panel" onClick={onPanel}>
        <UserRound className="i" size={19} aria-hidden="true" />
      </IconButton>
      <ActionsMenu conversation={conversation} onPanel={onPanel} onPassOn={onPassOn} onSnooze={onSnooze} />
    </header>
  )
}

function ActionsMenu({
  conversation,
  onPanel,
  onPassOn,
  onSnooze,
}: Pick<HeaderProps, 'conversation' | 'onPanel' | 'onPassOn' | 'onSnooze'>) {
  const { page } = conversation
  const me = useMe()
  const copy = async () => {
    await navigator.clipboard.writeText(`${location.origin}/app/inbox/${conversation.id}`)
    toast({ title: t('toast.linkCopied'), lasts: 2_500 })
  }
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={t('thread.actions')}>
          <EllipsisVertical className="i" size={17} aria-hidden="true" />
        </IconButton>
      }
    >
      {onPassOn && (
        <MenuItem
          icon={<UserRoundCheck className="i" size={15} aria-hidden="true" />}
          end={<kbd>A</kbd>}
          onSelect={onPassOn}
        >
          {t('assign.menu')}
        </MenuItem>
      )}
      {onSnooze && (
        <MenuItem
          icon={<AlarmClock className="i" size={15} aria-hidden="true" />}
          end={<kbd>S</kbd>}
          onSelect={onSnooze}
        >
          {t('snooze.menu')}
        </MenuItem>
      )}
      <MenuItem icon={<Link2 className="i" size={15} aria-hidden="true" />} onSelect={() => void copy()}>
        {t('thread.copyLink')}
      </MenuItem>
      {page && isSafeLink(page.url) && (
        <MenuItem
          icon={<ExternalLink className="i" size={15} aria-hidden="true" />}
          onSelect={() => window.open(page.url, '_blank', 'noopener,noreferrer')}
        >
          {t('thread.openPage')}
        </MenuItem>
      )}
      {me.permissions.includes('conversation.export') &&
        (['json', 'csv'] as const).map((format) => (
          <MenuItem
            key={format}
            icon={<FileDown className="i" size={15} aria-hidden="true" />}
            onSelect={() =>
              location.assign(`/api/v1/conversations/${conversation.id}/export?format=${format}`)
            }
          >
            {t(`thread.export.${format}`)}
          </MenuItem>
        ))}
      <MenuItem
        icon={<PanelRightOpen className="i" size={15} aria-hidden="true" />}
        end={<kbd>]</kbd>}
        onSelect={onPanel}
      >
        {t('key.panel')}
      </MenuItem>
    </Menu>
  )
}
