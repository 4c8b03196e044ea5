import type { Conversation } from '@baton/api'
import {
  AlarmClock,
  Ear,
  ExternalLink,
  FileDown,
  Gauge,
  Link2,
  PanelRightOpen,
  UserRoundCheck,
} from 'lucide-react'
import { t } from '../../../lib/i18n'
import { isSafeLink } from '../../../lib/markdown'
import { useMe } from '../../../lib/queries'
import { toast } from '../../../lib/toasts'
import { MenuItem } from '../../../ui/menu'
import '../autopilot/words'

export interface ActionsProps {
  conversation: Conversation
  onPanel: () => void
  /** Opens the choice of a teammate; without it the reader may not. */
  onPassOn: (() => void) | undefined
  /** Asks until when to put it away; without it the reader may not. */
  onSnooze: (() => void) | undefined
  /** Opens whether the assistant answers by itself; without it the reader may not. */
  onAutopilot: (() => void) | undefined
  /** Opens a word to the assistant; without it the assistant does not answer here, or the reader may not. */
  onWhisper: (() => void) | undefined
}

/** What else may be done with a conversation; loaded when the menu is opened. */
export function Actions({ conversation, onPanel, onPassOn, onSnooze, onAutopilot, onWhisper }: ActionsProps) {
  const { page } = conversation
  const me = useMe()
  const copy = async () => {
    await navigator.clipboard.writeText(`${location.origin}/app/inbox/${conversation.id}`)
    toast({ title: t('toast.linkCopied'), lasts: 2_500 })
  }
  return (
    <>
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
      {onAutopilot && (
        <MenuItem icon={<Gauge className="i" size={15} aria-hidden="true" />} onSelect={onAutopilot}>
          {t('pilot.menu')}
        </MenuItem>
      )}
      {onWhisper && (
        <MenuItem icon={<Ear className="i" size={15} aria-hidden="true" />} onSelect={onWhisper}>
          {t('whisper.menu', { bot: conversation.assistant.name })}
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
    </>
  )
}
