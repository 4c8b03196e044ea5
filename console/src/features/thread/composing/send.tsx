import type { Conversation } from '@baton/api'
import { ChevronDown, Clock3, X } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { Then } from '../../../lib/api'
import { t } from '../../../lib/i18n'
import { Key, Keys } from '../../../ui/keys'
import { BotMark } from '../../../ui/marks'
import { Menu, MenuItem } from '../../../ui/menu'
import { lazyPart } from '../../../ui/on-demand/lazy-part'

const SendLater = lazyPart(() => import('../scheduled/later').then((m) => ({ default: m.SendLater })))

interface SendProps {
  label: string
  /** The key that sends. */
  keys: string
  disabled: boolean
  onSend: (then?: Then) => void
  /** What would be sent later, and what is to be done once it is kept; null where that goes not: files go now. */
  later: null | { conversation: Conversation; body: string; onKept: () => void }
}

/** Sends, sends and lets go, or sends later: what follows happens with the reply, or not at all. */
export function SendButton({ label, keys, disabled, onSend, later }: SendProps) {
  const [asks, setAsks] = useState(false)
  return (
    <span className="split">
      <button type="button" className="btn human" disabled={disabled} onClick={() => onSend()}>
        {label} <Key name={keys} />
      </button>
      <Menu
        align="end"
        side="top"
        label={t('send.more')}
        trigger={
          <button
            type="button"
            className="btn human"
            disabled={disabled}
            aria-label={t('send.more')}
            title={t('send.more')}
          >
            <ChevronDown className="i" size={15} aria-hidden="true" />
          </button>
        }
      >
        <MenuItem
          icon={<X className="i" size={15} aria-hidden="true" />}
          end={<Keys names={['Mod', 'Shift', '↵']} />}
          onSelect={() => onSend('resolve')}
        >
          {t('send.resolve')}
        </MenuItem>
        <MenuItem icon={<BotMark size={15} />} onSelect={() => onSend('release')}>
          {t('send.release')}
        </MenuItem>
        {later && (
          <MenuItem
            icon={<Clock3 className="i" size={15} aria-hidden="true" />}
            onSelect={() => setAsks(true)}
          >
            {t('send.later')}
          </MenuItem>
        )}
      </Menu>
      {asks && later && (
        <Suspense>
          <SendLater {...later} onClose={() => setAsks(false)} />
        </Suspense>
      )}
    </span>
  )
}
