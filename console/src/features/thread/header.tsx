import { ArrowLeft, EllipsisVertical, UserRound } from 'lucide-react'
import { type ReactNode, Suspense } from 'react'
import { contactName, pagePath } from '../../lib/baton'
import { t } from '../../lib/i18n'
import { useStore } from '../../lib/store'
import { health, isReachable } from '../../live/connection'
import { ContactAvatar } from '../../ui/avatar'
import { IconButton } from '../../ui/icon-button'
import { Menu } from '../../ui/menu'
import { lazyPart } from '../../ui/on-demand/lazy-part'
import type { ActionsProps } from './actions/actions'

const Actions = lazyPart(() => import('./actions/actions').then((m) => ({ default: m.Actions })))

interface HeaderProps extends ActionsProps {
  children: ReactNode
  onBack: () => void
}

/** Who it is, who holds the baton, and the menu. */
export function Header({ children, onBack, ...actions }: HeaderProps) {
  const reachable = useStore(health, isReachable)
  const { conversation, onPanel } = actions
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
      <Menu
        align="end"
        trigger={
          <IconButton label={t('thread.actions')}>
            <EllipsisVertical className="i" size={17} aria-hidden="true" />
          </IconButton>
        }
      >
        <Suspense>
          <Actions {...actions} />
        </Suspense>
      </Menu>
    </header>
  )
}
